using System.Net;
using System.Text;
using System.Text.Json;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Protocols;

/// <summary>What every protocol must do, over real sockets against a real server.</summary>
public abstract class ProtocolSpec
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Close code for a frame beyond the protocol's limit.</summary>
    protected virtual int OversizeCloseCode => 1009;

    /// <summary>Two users who may write to each other.</summary>
    protected abstract Task<(SpecUser Anna, SpecUser Bert)> MakeFriendsAsync();

    /// <summary>Status of a handshake with this credential, or none.</summary>
    protected abstract Task<HttpStatusCode> HandshakeAsync(string? token);

    protected abstract Task<WireSocket> ConnectAsync(SpecUser user);

    /// <summary>A connection of a client that never reads after the handshake.</summary>
    protected abstract Task<SilentSocket> ConnectSilentlyAsync(SpecUser user);

    /// <summary>The frame that says a text to a user, and claims in every way the protocol has to be from <paramref
    /// name="claimedSenderId"/>.</summary>
    protected abstract string Say(int targetId, string clientId, string text, int claimedSenderId);

    /// <summary>A frame as large as the protocol lets one be.</summary>
    protected abstract string SayMuch(int targetId, string clientId);

    /// <summary>Whether the frame shows this text, and from whom.</summary>
    protected abstract bool Shows(JsonElement frame, string text, out string senderId);

    /// <summary>What the two said, as one of them reads it back, oldest first.</summary>
    protected abstract Task<IReadOnlyList<string>> HistoryAsync(SpecUser reader, SpecUser peer);

    /// <summary>Completes when it is known that a text was stored: here by the sender's acknowledgement.</summary>
    protected virtual async Task StoredAsync(WireSocket sender, SpecUser peer, string text) =>
        await sender.ExpectAsync("the acknowledgement", frame => Shows(frame, text, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not-a-token")]
    public async Task Nobody_connects_before_signing_in(string? token) =>
        Assert.Equal(HttpStatusCode.Unauthorized, await HandshakeAsync(token));

    [Fact]
    public async Task The_sender_is_who_signed_in_whatever_the_frame_says()
    {
        var (anna, bert) = await MakeFriendsAsync();
        await using var annas = await ConnectAsync(anna);
        await using var berts = await ConnectAsync(bert);

        await annas.SendAsync(Say(bert.UserId, "c1", "hello", claimedSenderId: bert.UserId));

        var senderId = "";
        await berts.ExpectAsync("the text", frame => Shows(frame, "hello", out senderId));
        Assert.Equal(anna.UserId.ToString(System.Globalization.CultureInfo.InvariantCulture), senderId);
    }

    [Fact]
    public async Task Two_sockets_of_one_user_both_receive()
    {
        var (anna, bert) = await MakeFriendsAsync();
        await using var annas = await ConnectAsync(anna);
        await using var first = await ConnectAsync(bert);
        await using var second = await ConnectAsync(bert);

        await annas.SendAsync(Say(bert.UserId, "c1", "both", anna.UserId));

        await first.ExpectAsync("the text at the first socket", frame => Shows(frame, "both", out _));
        await second.ExpectAsync("the text at the second socket", frame => Shows(frame, "both", out _));
    }

    [Fact]
    public async Task An_oversize_frame_closes_its_own_socket_and_no_other()
    {
        var (anna, bert) = await MakeFriendsAsync();
        await using var annas = await ConnectAsync(anna);
        await using var hers = await ConnectAsync(anna);
        await using var berts = await ConnectAsync(bert);

        await hers.SendAsync(new byte[1024 * 1024].Select(_ => (byte)' ').ToArray());

        Assert.Equal(OversizeCloseCode, (await hers.ClosedAsync()).Code);
        await annas.SendAsync(Say(bert.UserId, "c1", "still here", anna.UserId));
        await berts.ExpectAsync("the text", frame => Shows(frame, "still here", out _));
    }

    [Fact]
    public async Task Random_bytes_hurt_nobody()
    {
        const int Seed = 33;
        var random = new Random(Seed);
        var (anna, bert) = await MakeFriendsAsync();
        await using var annas = await ConnectAsync(anna);
        await using var berts = await ConnectAsync(bert);

        for (var i = 0; i < 500; i++)
        {
            var letters = new char[random.Next(200)];
            for (var at = 0; at < letters.Length; at++)
            {
                letters[at] = (char)random.Next(0x20, 0x3000);
            }

            await annas.SendAsync(Encoding.UTF8.GetBytes(letters));
        }

        await annas.SendAsync(Say(bert.UserId, "c1", "alive", anna.UserId));
        await berts.ExpectAsync($"the text after random frames of seed {Seed}", frame => Shows(frame, "alive", out _));
    }

    [Fact]
    public async Task What_was_said_before_a_drop_is_there_after()
    {
        var (anna, bert) = await MakeFriendsAsync();
        await using (var annas = await ConnectAsync(anna))
        {
            await annas.SendAsync(Say(bert.UserId, "c1", "before", anna.UserId));
            await StoredAsync(annas, bert, "before");
            annas.Drop();
        }

        Assert.Equal(["before"], await HistoryAsync(anna, bert));
        Assert.Equal(["before"], await HistoryAsync(bert, anna));
    }

    [Fact]
    public async Task A_reader_who_stops_is_closed_and_slows_nobody()
    {
        const int Frames = 150;
        var (anna, bert) = await MakeFriendsAsync();
        await using var silent = await ConnectSilentlyAsync(bert);
        await using var annas = await ConnectAsync(anna);
        await using var berts = await ConnectAsync(bert);

        for (var i = 0; i < Frames; i++)
        {
            await annas.SendAsync(SayMuch(bert.UserId, $"c{i}"));
        }

        await Task.Delay(new SocketLimits().StallGrace * 2); // a burst is no stop: only who takes nothing for a while has stopped
        await annas.SendAsync(Say(bert.UserId, "last", "the end", anna.UserId));
        await berts.ExpectAsync("the last text", frame => Shows(frame, "the end", out _));
        var received = await silent.ReadToEndAsync().WaitAsync(Patience);
        Assert.InRange(received, 0, Frames * 60_000L);
    }
}
