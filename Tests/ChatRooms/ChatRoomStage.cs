using OrleansChat.ChatRooms;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.ChatRooms;

/// <summary>Chat room 7, open; nodes web-1 and web-2 are there.</summary>
internal static class ChatRoomStage
{
    public const long Id = 7;
    public const string Key = "c:7";

    public static async Task<TestCluster> OpenAsync()
    {
        var cluster = await TestCluster.StartAsync();
        await cluster.RegisterAsync(1, 2, 3);
        await cluster.LeaseAsync("web-1", "web-2");
        var made = await cluster.ChatRoom(Id).CreateAsync("BTY交流一号", "", CancellationToken.None);
        Assert.Equal(ChatError.None, made.Error);
        return cluster;
    }

    public static async Task LeaseAsync(this TestCluster cluster, params string[] nodes)
    {
        foreach (var node in nodes)
        {
            await cluster.Grains.GetGrain<INodeDirectoryGrain>(INodeDirectoryGrain.Key)
                .LeaseAsync(node, CancellationToken.None);
        }
    }

    public static Task<Reply<ChatMessage>> PostAsync(
        this IChatRoomGrain room, int sender, string text, MessageKind kind = MessageKind.Text, string? key = null, bool isMuted = false) =>
        room.PostAsync(
            new MessageDraft(sender, key, kind, text, false, new Author($"user {sender}", ""), isMuted),
            CancellationToken.None);

    public static Task<Reply<long>> EnterAsync(this IChatRoomGrain room, string node, int userId, string visitorId = "") =>
        room.EnterAsync(node, userId, visitorId, CancellationToken.None);

    public static Task<ChatError> SetStatusAsync(this IChatRoomGrain room, ChatRoomStatus status) =>
        room.SetStatusAsync(status, CancellationToken.None);

    public static async Task<ChatRoomView> ViewAsync(this IChatRoomGrain room) =>
        (await room.GetAsync(CancellationToken.None)).Value!;

    public static async Task<IEnumerable<string>> ReadAsync(this IChatRoomGrain room, bool asStaff = false) =>
        (await room.ReadAsync(new HistoryQuery(1, null, 100), asStaff, CancellationToken.None)).Value!.Messages
            .Select(row => row.Body);
}
