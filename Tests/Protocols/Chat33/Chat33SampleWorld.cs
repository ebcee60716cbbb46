using System.Globalization;
using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>Who is needed to see everything that the document prints: Anna and Bert are friends and in a room of Anna's;
/// Staff and Cora know nobody.</summary>
internal sealed class Chat33SampleWorld : IAsyncDisposable
{
    private readonly List<WireSocket> _sockets = [];

    private Chat33SampleWorld(Chat33Host server, Chat33Client[] people, string roomId)
    {
        Server = server;
        (Anna, Bert, Cora, Staff) = (people[0], people[1], people[2], people[3]);
        RoomId = roomId;
    }

    public Chat33Host Server { get; }

    public Chat33Client Anna { get; }

    public Chat33Client Bert { get; }

    public Chat33Client Cora { get; }

    public Chat33Client Staff { get; }

    public string RoomId { get; }

    public static async Task<Chat33SampleWorld> MakeAsync(Chat33Host server)
    {
        var (anna, bert) = await server.FriendsAsync();
        var cora = await server.UserAsync("Cora");
        var staff = await server.UserAsync("Staff", "staff");
        return new Chat33SampleWorld(server, [anna, bert, cora, staff], await Chat33Host.RoomAsync(anna, bert));
    }

    /// <summary>Calls and returns the whole envelope of a success.</summary>
    public static async Task<JsonElement> PostAsync(Chat33Client caller, string path, object? body = null)
    {
        var envelope = await caller.PostAsync(path, body is null ? "" : JsonSerializer.Serialize(body));
        Assert.True(envelope.GetProperty("result").GetInt32() == 0, $"{path} answered {envelope.GetRawText()}");
        return envelope;
    }

    /// <summary>A socket that closes with this world.</summary>
    public async Task<WireSocket> OpenAsync(Chat33Client client)
    {
        var socket = await client.OpenSocketAsync();
        _sockets.Add(socket);
        return socket;
    }

    /// <summary>Anna says something to Bert.</summary>
    /// <returns>Its frame.</returns>
    public async Task<JsonElement> SayAsync() =>
        await SendAsync(await OpenAsync(Anna), Chat33Client.Say(Bert.UserId, "m1", "文本消息"));

    /// <summary>Anna says something in the room.</summary>
    /// <returns>Its frame.</returns>
    public async Task<JsonElement> SayInRoomAsync() =>
        await SendAsync(await OpenAsync(Anna), Chat33Client.SayInRoom(RoomId, "m1", "文本消息"));

    /// <summary>Anna says something in a chat room, in which Bert is as well.</summary>
    /// <returns>Its frame.</returns>
    public async Task<JsonElement> SayInChatRoomAsync()
    {
        var groupId = await ChatRoomAsync();
        await EnterAsync(await OpenAsync(Bert), groupId);
        var socket = await OpenAsync(Anna);
        await EnterAsync(socket, groupId);
        await socket.SendAsync(Chat33Client.SayInChatRoom(groupId, "m2", "文本消息"));
        return await socket.ExpectAsync("the message", frame => Chat33Client.IsMessage(frame, "m2"));
    }

    /// <summary>Sends a frame whose id is m1.</summary>
    /// <returns>Its answer.</returns>
    public static async Task<JsonElement> SendAsync(WireSocket socket, string frame)
    {
        await socket.SendAsync(frame);
        return await socket.ExpectAsync("the answer", got => got.TryGetProperty("msgId", out var id) && id.GetString() == "m1");
    }

    /// <summary>Does something, and returns the event that the watcher is told of it.</summary>
    public async Task<JsonElement> WatchAsync(Chat33Client watcher, int eventType, Func<Task> act)
    {
        var socket = await OpenAsync(watcher);
        await act();
        return await socket.ExpectAsync($"event {eventType}", frame => Chat33Client.IsEvent(frame, eventType));
    }

    /// <summary>Cora asks to come into the room, which has to be allowed.</summary>
    public async Task ApplyAsync()
    {
        await Anna.CallAsync("/room/setPermission", new { roomId = RoomId, joinPermission = 1 });
        await Cora.CallAsync("/room/joinRoomApply", new { roomId = RoomId, applyReason = "申请理由" });
    }

    /// <summary>A chat room of Staff.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> ChatRoomAsync()
    {
        var groupName = string.Create(CultureInfo.InvariantCulture, $"BTY交流{Staff.UserId}号");
        await Staff.CallAsync("/group/addGroup", new { groupName, avatar = "http://a/b.png" });
        var groups = await Anna.CallAsync("/group/list", new { groupStatus = 3, groupName });
        return Assert.Single(groups.GetProperty("groups").EnumerateArray()).GetProperty("groupId").GetString()!;
    }

    /// <summary>Enters, or leaves, a chat room.</summary>
    /// <returns>The answer.</returns>
    public static Task<JsonElement> EnterAsync(WireSocket socket, string groupId, int eventType = 1) =>
        SendAsync(socket, JsonSerializer.Serialize(new { eventType, msgId = "m1", groupId }));

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets)
        {
            await socket.DisposeAsync();
        }

        foreach (var client in new[] { Anna, Bert, Cora, Staff })
        {
            client.Dispose();
        }
    }
}
