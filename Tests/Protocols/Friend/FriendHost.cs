using System.Collections.Immutable;
using System.Globalization;
using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;
using OrleansChat.Receipts;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway.Bridges;
using OrleansChat.WebFrontend.Protocols.Friend;

namespace OrleansChat.Tests.Protocols.Friend;

/// <summary>One server, of as many nodes as the runtime allows, for all tests of this protocol; each test makes users of
/// its own.</summary>
public class FriendHost : IAsyncLifetime
{
    public const string Captcha = "123456";

    private static int _mobiles;
    private static long _keys;
    private ChatHost? _host;

    public ChatHost Host => _host ?? throw new InvalidOperationException("The server is not started.");

    protected virtual (string Key, string Value)[] Settings => [];

    public async Task InitializeAsync() =>
        _host = await ChatHost.StartAsync(TestRuntime.Nodes, [("Chat:Sms:FixedCode", Captcha), .. Settings]);

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();

    public static string NextMobile() =>
        string.Create(CultureInfo.InvariantCulture, $"137{Interlocked.Increment(ref _mobiles):00000000}");

    public Uri Url => Host.UrlOf("Friend");

    /// <summary>A user with a session.</summary>
    public async Task<FriendClient> UserAsync(string name)
    {
        var (userId, token) = await Host.CreateUserAsync(name);
        return new FriendClient(Url, token, userId);
    }

    /// <summary>A client without a session.</summary>
    public FriendClient Stranger() => new(Url);

    /// <summary>Two who do not know each other.</summary>
    public async Task<(FriendClient Anna, FriendClient Bert)> TwoAsync() =>
        (await UserAsync("Anna"), await UserAsync("Bert"));

    public IFriendshipGrain PairOf(FriendClient one, FriendClient other) =>
        Host.Grains.GetGrain<IFriendshipGrain>(ConversationKey.Pair(one.UserId, other.UserId));

    /// <summary>Stores a text as a session of this protocol does.</summary>
    public async Task<ChatMessage> PostAsync(FriendClient who, FriendClient whom, string text, bool toAnybody = true)
    {
        var draft = new MessageDraft(
            who.UserId, ServerMessageKey.Of("tests", Interlocked.Increment(ref _keys)), MessageKind.Text,
            FriendText.ToBody(text), false, new Author("Anna", ""), ToAnybody: toAnybody);
        var reply = await PairOf(who, whom).PostAsync(draft, CancellationToken.None);
        Assert.True(reply.Ok, $"{reply.Error}");
        return reply.Value!;
    }

    /// <summary>Stores numbers as texts, many at once.</summary>
    /// <returns>In the order that they got.</returns>
    public async Task<string[]> PostAsync(FriendClient who, FriendClient whom, int count)
    {
        var stored = new List<ChatMessage>(count);
        foreach (var some in Enumerable.Range(0, count).Chunk(50))
        {
            stored.AddRange(await Task.WhenAll(some.Select(number => PostAsync(who, whom, $"number {number}"))));
        }

        return [.. stored.OrderBy(message => message.Seq).Select(message => BodyText.Of(message))];
    }

    /// <summary>What no device of a user was shown.</summary>
    public async Task<ImmutableArray<Undelivered>> WaitingAsync(FriendClient who)
    {
        var reply = await Host.Grains.GetGrain<IReceiptGrain>(who.UserId).UndeliveredAsync(
            new UndeliveredQuery(Direct: true, Rooms: false, HandedOnly: false, 1_000), CancellationToken.None);
        Assert.True(reply.Ok, $"{reply.Error}");
        return reply.Value;
    }

    public async Task RecallAsync(FriendClient who, FriendClient whom, ChatMessage message) => Assert.Equal(
        ChatError.None,
        await PairOf(who, whom).RecallAsync(
            new RecallMessage(who.UserId, message.MessageId, IsDeletion: false, new Author("Anna", "")),
            CancellationToken.None));

    public async Task BlockAsync(FriendClient who, FriendClient whom) => Assert.Equal(
        ChatError.None,
        await PairOf(who, whom).SetRelationAsync(who.UserId, new RelationEdit(IsBlocked: true), CancellationToken.None));

    public async Task MuteAsync(FriendClient who) => Assert.Equal(
        ChatError.None,
        await Host.Grains.GetGrain<IUserGrain>(who.UserId).MuteAsync(1, 3_600_000, CancellationToken.None));

    public async Task RenameAsync(FriendClient who, string name) => Assert.Equal(
        ChatError.None,
        await Host.Grains.GetGrain<IUserGrain>(who.UserId).EditProfileAsync(name, null, CancellationToken.None));

    /// <summary>Makes two users friends of the kind that asks and accepts.</summary>
    public async Task BefriendAsync(FriendClient one, FriendClient other)
    {
        var pair = PairOf(one, other);
        await pair.RequestAsync(new FriendRequest(one.UserId, "", "", null), CancellationToken.None);
        var answer = await pair.RespondAsync(other.UserId, accepts: true, CancellationToken.None);
        Assert.True(answer.Ok, $"{answer.Error}");
    }
}
