using System.Globalization;
using System.Text.Json;
using OrleansChat.Accounts;
using OrleansChat.ChatLists;
using OrleansChat.Conversations;
using OrleansChat.Friends;
using OrleansChat.Rooms;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols.Im.Authorization;

/// <summary>A user with a chat, a team and a file, his friend, and another user; made for one cell.</summary>
internal sealed class Scene
{
    public const string Words = "what only he was told";

    private static int _keys;

    private Scene(ChatHost host) => Host = host;

    public ChatHost Host { get; }

    public SpecUser Himself { get; private set; } = null!; // set by StartAsync, as what follows

    public SpecUser Another { get; private set; } = null!;

    public int FriendId { get; private set; }

    public string EndedToken { get; private set; } = "";

    public long RowId { get; private set; }

    public long TeamId { get; private set; }

    public string Key { get; } =
        string.Create(CultureInfo.InvariantCulture, $"key-{Interlocked.Increment(ref _keys)}");

    public static async Task<Scene> OfAsync(ChatHost host)
    {
        var scene = new Scene(host);
        await scene.StartAsync();
        return scene;
    }

    /// <summary>Everything of his that a call might change.</summary>
    public async Task<string> StateAsync()
    {
        var rows = await Host.Grains.GetGrain<IChatListGrain>(Himself.UserId).ListAsync(default);
        var room = await Host.Grains.GetGrain<IRoomGrain>(TeamId).GetAsync(Himself.UserId, default);
        return string.Join(' ', rows.Value.Select(row => string.Create(
                CultureInfo.InvariantCulture, $"{row.RowId}:{row.Conversation}:{row.Unread}")))
            + $" {room.Error} {room.Value?.Name} {room.Value?.MemberCount}";
    }

    /// <summary>The name of a file that he has uploaded.</summary>
    public async Task<string> UploadAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/im/file/upload", UriKind.Relative))
        {
            Content = Upload(),
        };
        request.Headers.Add("token", Himself.Token);
        var reply = await ImReply.OfAsync(Host, request);
        return JsonElement.Parse(reply.Text).GetProperty("url").GetString()!.Split('/')[^1];
    }

    public static MultipartFormDataContent Upload() => new("a-boundary")
    {
        { new ByteArrayContent("hello"u8.ToArray()), "file", "a.txt" },
    };

    private async Task StartAsync()
    {
        Himself = await UserAsync();
        Another = await UserAsync();
        FriendId = (await UserAsync()).UserId;
        EndedToken = await Host.CreateTokenAsync(Himself.UserId);
        await Host.Grains.GetGrain<IUserGrain>(Himself.UserId)
            .CloseSessionAsync(SessionToken.SessionId(EndedToken), default);
        var draft = new MessageDraft(
            FriendId, null, MessageKind.Text, $$"""{"content":"{{Words}}"}""", false, new Author("x", ""),
            ToAnybody: true);
        var posted = await Host.Grains.GetGrain<IFriendshipGrain>(ConversationKey.Pair(FriendId, Himself.UserId))
            .PostAsync(draft, default);
        Assert.True(posted.Ok, $"{posted.Error}");
        var rows = await Host.Grains.GetGrain<IChatListGrain>(Himself.UserId).ListAsync(default);
        RowId = Assert.Single(rows.Value).RowId;
        TeamId = await Host.Grains.GetGrain<IIdGeneratorGrain>("room").NextAsync(default);
        var team = await Host.Grains.GetGrain<IRoomGrain>(TeamId)
            .CreateAsync(new CreateRoom(Himself.UserId, "tea", "", [FriendId], false), default);
        Assert.True(team.Ok, $"{team.Error}");
    }

    private async Task<SpecUser> UserAsync()
    {
        var (userId, token) = await Host.CreateUserAsync("somebody");
        return new SpecUser(userId, token);
    }
}
