using System.Text.Json;
using OrleansChat.WebFrontend.Protocols.Chat33;
using static OrleansChat.Tests.Protocols.Chat33.Chat33SampleWorld;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>How each frame that the document prints, or describes in a table, comes about.</summary>
internal static class Chat33LiveFrames
{
    /// <summary>By the name of the sample.</summary>
    public static IReadOnlyDictionary<string, Func<Chat33SampleWorld, Task<JsonElement>>> Frames { get; } =
        new Dictionary<string, Func<Chat33SampleWorld, Task<JsonElement>>>
        {
            ["frame.0"] = world => world.SayInChatRoomAsync(),
            ["frame.0.failure"] = async world =>
                await SendAsync(await world.OpenAsync(world.Cora), Chat33Client.Say(world.Bert.UserId, "m1", "你好")),
            ["frame.1"] = async world => await EnterAsync(await world.OpenAsync(world.Anna), await world.ChatRoomAsync()),
            ["frame.2"] = async world =>
            {
                var socket = await world.OpenAsync(world.Anna);
                var groupId = await world.ChatRoomAsync();
                await EnterAsync(socket, groupId);
                return await EnterAsync(socket, groupId, Chat33Events.LeaveChatRoom);
            },
            ["frame.3"] = world => world.WatchAsync(
                world.Anna,
                Chat33Events.UserMuted,
                () => world.Staff.CallAsync("/user/muted", new { id = world.Anna.Id, muted_time = 1000 })),
            ["frame.4"] = world => world.WatchAsync(
                world.Anna, Chat33Events.ChatRoomClosed, () => SetStatusAsync(world, 1)),
            ["frame.5"] = world => world.WatchAsync(
                world.Anna, Chat33Events.ChatRoomDeleted, () => SetStatusAsync(world, 2)),
            ["frame.7"] = world => world.WatchAsync(world.Anna, Chat33Events.ChatRoomOpened, world.ChatRoomAsync),
            ["frame.10"] = world => world.WatchAsync(world.Bert, Chat33Events.MessageTakenBack, async () =>
            {
                var said = await world.SayAsync();
                await world.Anna.CallAsync(
                    "/chat33/RevokeMessage", new { logId = said.GetProperty("logId").GetString(), type = 2 });
            }),
            ["frame.20"] = world => world.WatchAsync(
                world.Bert, Chat33Events.RoomJoined, () => Chat33Host.RoomAsync(world.Anna, world.Bert)),
            ["frame.21"] = world => world.WatchAsync(
                world.Bert,
                Chat33Events.RoomLeft,
                () => world.Anna.CallAsync("/room/kickOut", new { roomId = world.RoomId, users = new[] { world.Bert.Id } })),
            ["frame.22"] = world => world.WatchAsync(
                world.Bert,
                Chat33Events.RoomDissolved,
                () => world.Anna.CallAsync("/room/delete", new { roomId = world.RoomId })),
            ["frame.23"] = world => world.WatchAsync(world.Anna, Chat33Events.RoomApplication, world.ApplyAsync),
            ["frame.24"] = world => world.WatchAsync(
                world.Anna, Chat33Events.OnlineCount, () => world.OpenAsync(world.Bert)),
            ["frame.31"] = world => world.WatchAsync(
                world.Anna,
                Chat33Events.FriendApplication,
                () => world.Cora.CallAsync("/friend/add", new { id = world.Anna.Id, reason = "申请理由" })),
        };

    private static async Task SetStatusAsync(Chat33SampleWorld world, int type) =>
        await world.Staff.CallAsync("/group/setStatus", new { groupId = await world.ChatRoomAsync(), type });
}
