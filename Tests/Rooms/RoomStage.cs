using System.Collections.Immutable;
using System.Text.Json;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Rooms;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Rooms;

/// <summary>Room 7: user 1 owns it, 2 and 3 are members, 9 is a stranger.</summary>
internal static class RoomStage
{
    public const long Id = 7;
    public const string Key = "r:7";
    public const int Owner = 1;
    public const int Stranger = 9;

    public static async Task<TestCluster> OpenAsync()
    {
        var cluster = await TestCluster.StartAsync();
        await cluster.RegisterAsync(1, 2, 3, 4, 9);
        var created = await cluster.Room(Id).CreateAsync(
            new CreateRoom(Owner, "room", "", [2, 3, Owner, 2], false), CancellationToken.None);
        Assert.Equal(ChatError.None, created.Error);
        return cluster;
    }

    /// <summary>The whole list of a node's listeners, as it is told first.</summary>
    public static ListenerChange Listeners(string node, params ImmutableArray<int> users) => new(node, 0, 1, users, []);

    public static Task<Reply<ChatMessage>> PostAsync(
        this IRoomGrain room, int sender, string text, MessageKind kind = MessageKind.Text, string? key = null) =>
        room.PostAsync(
            new MessageDraft(sender, key, kind, text, false, new Author($"user {sender}", "")), CancellationToken.None);

    /// <summary>What people said, newest first.</summary>
    public static async Task<IEnumerable<string>> ReadAsync(this IRoomGrain room, int caller) =>
        (await room.ReadAsync(new HistoryQuery(caller, null, 100), CancellationToken.None)).Value!.Messages
            .Where(row => row.Kind is not MessageKind.Alert).Select(row => row.Body);

    /// <summary>What a member sees of the server's words, oldest first: who acted, the type, the text.</summary>
    public static async Task<IEnumerable<(int Actor, int Type, string Content)>> AlertsAsync(this IRoomGrain room, int caller)
    {
        var page = await room.ReadAsync(new HistoryQuery(caller, null, 100), CancellationToken.None);
        return page.Value!.Messages.Where(row => row.Kind is MessageKind.Alert).Reverse().Select(row =>
        {
            var body = JsonDocument.Parse(row.Body).RootElement;
            return (row.SenderId, body.GetProperty("type").GetInt32(), body.GetProperty("content").GetString()!);
        });
    }
}
