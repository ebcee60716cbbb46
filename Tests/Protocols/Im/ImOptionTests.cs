using System.Text.Json;
using OrleansChat.Accounts;
using OrleansChat.ChatRooms;

namespace OrleansChat.Tests.Protocols.Im;

/// <summary>What is different when the options are on.</summary>
public sealed class ImOptionTests(ImOptionHost server) : IClassFixture<ImOptionHost>
{
    private static int _ids;

    [Fact]
    public async Task A_good_Auth_is_acknowledged()
    {
        var anna = await server.UserAsync("Anna");
        await using var wire = await OpenAsync(anna);
        await wire.SendAsync(ImAuthTests.Auth(anna.UserId, anna.Token));

        await wire.ExpectAsync("the second ack", one => ImWire.Acknowledges(one, 2));
    }

    [Fact]
    public async Task Strict_means_tokens_of_this_server()
    {
        var anna = await server.UserAsync("Anna");
        await using var wire = await server.KnockAsync();
        await wire.SendAsync(ImAuthTests.Auth(anna.UserId, "a token of the application"));

        await ImAuthTests.FailsAsync(wire, anna.UserId);
    }

    [Fact]
    public async Task A_session_that_ends_ends_its_socket()
    {
        var anna = await server.UserAsync("Anna");
        await using var wire = await OpenAsync(anna);
        await server.Host.Grains.GetGrain<IUserGrain>(anna.UserId)
            .CloseSessionAsync(SessionToken.SessionId(anna.Token), CancellationToken.None);

        await wire.ExpectAsync("the error", one => ImWire.Is(one, "Error") && ImWire.ErrorOf(one) == ("鉴权失败", 401));
        Assert.Equal(4401, (await wire.ClosedAsync()).Code);
    }

    [Fact]
    public async Task The_sender_s_sockets_are_told_too_and_the_time_of_the_server_is_shown()
    {
        var (anna, bert) = (await server.UserAsync("Anna"), await server.UserAsync("Bert"));
        await using var one = await OpenAsync(anna);
        await using var other = await OpenAsync(anna);
        var id = NextId();
        await one.SendAsync(ImWire.Say(id, anna.UserId, bert.UserId, "mine"));

        var got = await other.ExpectAsync("the text", frame => ImWire.Shows(frame, "mine"));
        Assert.Equal(got.GetProperty("timestamp").GetInt64(), got.GetProperty("serverSendTime").GetInt64());
        await one.ExpectAsync("the ack", frame => ImWire.Acknowledges(frame, id));
    }

    [Fact]
    public async Task What_waits_is_pushed_before_what_comes()
    {
        var (anna, bert) = (await server.UserAsync("Anna"), await server.UserAsync("Bert"));
        await using var annas = await OpenAsync(anna);
        for (var i = 0; i < 5; i++)
        {
            var id = NextId();
            await annas.SendAsync(ImWire.Say(id, anna.UserId, bert.UserId, $"n{i}"));
            await annas.ExpectAsync("the ack", one => ImWire.Acknowledges(one, id));
        }

        await using var berts = await server.KnockAsync();
        await berts.SendAsync(ImAuthTests.Auth(bert.UserId, bert.Token));
        for (var i = 5; i < 10; i++)
        {
            await annas.SendAsync(ImWire.Say(NextId(), anna.UserId, bert.UserId, $"n{i}"));
        }

        await berts.ExpectAsync("the event", one => ImWire.Is(one, "Event"));
        for (var i = 0; i < 10; i++)
        {
            var got = await berts.ExpectAsync("the next text", one => ImWire.Is(one, "Text"));
            Assert.Equal($"n{i}", got.GetProperty("content").GetString());
            await berts.SendAsync(ImWire.Confirm(got.GetProperty("id").GetInt64()));
            await server.ExpectStateAsync(bert, got.GetProperty("id").GetInt64(), "Client");
        }
    }

    [Fact]
    public async Task What_is_not_confirmed_comes_again_under_its_id_until_it_is()
    {
        var (anna, bert) = (await server.UserAsync("Anna"), await server.UserAsync("Bert"));
        await using var annas = await OpenAsync(anna);
        await using var first = await OpenAsync(bert);
        await using var second = await OpenAsync(bert);
        var id = NextId();
        await annas.SendAsync(ImWire.Say(id, anna.UserId, bert.UserId, "again"));
        for (var times = 0; times < 3; times++)
        {
            foreach (var wire in new[] { first, second })
            {
                var got = await wire.ExpectAsync("the text", one => ImWire.Shows(one, "again"));
                Assert.Equal(id, got.GetProperty("id").GetInt64());
            }
        }

        first.Drop(); // what comes again comes to a new socket, too
        await using var third = await OpenAsync(bert);
        await third.ExpectAsync("the text", one => ImWire.Shows(one, "again"));
        await third.SendAsync(ImWire.Confirm(id));
        await server.ExpectStateAsync(bert, id, "Client");
        Assert.Empty(await server.OfflineAsync(bert));
    }

    [Fact]
    public async Task Who_speaks_in_a_chat_room_is_in_it()
    {
        var (anna, bert) = (await server.UserAsync("Anna"), await server.UserAsync("Bert"));
        var roomId = await server.Host.Grains.GetGrain<IIdGeneratorGrain>("room").NextAsync(CancellationToken.None);
        await server.Host.Grains.GetGrain<IChatRoomGrain>(roomId).CreateAsync("聊天室", "", CancellationToken.None);
        await using var annas = await OpenAsync(anna);
        await using var berts = await OpenAsync(bert);
        foreach (var (wire, words) in new[] { (berts, "first"), (annas, "second") })
        {
            var id = NextId();
            await wire.SendAsync(JsonSerializer.Serialize(
                new { id, teamId = roomId, chatType = "Room", msgType = "Text", content = words }));
            var ack = await wire.ExpectAsync("the ack", one => ImWire.Acknowledges(one, id));
            Assert.Equal(("Room", roomId), (ack.GetProperty("chatType").GetString(), ack.GetProperty("teamId").GetInt64()));
        }

        var got = await berts.ExpectAsync("the other's text", one => ImWire.Shows(one, "second"));
        Assert.Equal("Room", got.GetProperty("chatType").GetString());
        await annas.SendAsync("""{"id":5,"teamId":2147483646,"chatType":"Room","msgType":"Text","content":"x"}""");
        Assert.Equal(
            ("聊天室不存在", 404), ImWire.ErrorOf(await annas.ExpectAsync("the error", one => ImWire.Refuses(one, 5))));
    }

    private async Task<WireSocket> OpenAsync(SpecUser user)
    {
        var wire = await server.KnockAsync();
        await wire.SendAsync(ImAuthTests.Auth(user.UserId, user.Token));
        await wire.ExpectAsync("the ack", one => ImWire.Acknowledges(one, 2));
        return wire;
    }

    private static long NextId() => 3_000_000_000_000 + Interlocked.Increment(ref _ids);
}
