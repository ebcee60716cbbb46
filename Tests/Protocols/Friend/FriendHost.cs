using System.Globalization;
using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols.Friend;

/// <summary>One server, of as many nodes as the runtime allows, for all tests of this protocol; each test makes users of
/// its own.</summary>
public class FriendHost : IAsyncLifetime
{
    public const string Captcha = "123456";

    private static int _mobiles;
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

    public async Task BlockAsync(FriendClient who, FriendClient whom) => Assert.Equal(
        ChatError.None,
        await Host.Grains.GetGrain<IFriendshipGrain>(ConversationKey.Pair(who.UserId, whom.UserId))
            .SetRelationAsync(who.UserId, new RelationEdit(IsBlocked: true), CancellationToken.None));

    public async Task MuteAsync(FriendClient who) => Assert.Equal(
        ChatError.None,
        await Host.Grains.GetGrain<IUserGrain>(who.UserId).MuteAsync(1, 3_600_000, CancellationToken.None));

    public async Task RenameAsync(FriendClient who, string name) => Assert.Equal(
        ChatError.None,
        await Host.Grains.GetGrain<IUserGrain>(who.UserId).EditProfileAsync(name, null, CancellationToken.None));

    /// <summary>Makes two users friends of the kind that asks and accepts.</summary>
    public async Task BefriendAsync(FriendClient one, FriendClient other)
    {
        var pair = Host.Grains.GetGrain<IFriendshipGrain>(ConversationKey.Pair(one.UserId, other.UserId));
        await pair.RequestAsync(new FriendRequest(one.UserId, "", "", null), CancellationToken.None);
        var answer = await pair.RespondAsync(other.UserId, accepts: true, CancellationToken.None);
        Assert.True(answer.Ok, $"{answer.Error}");
    }
}
