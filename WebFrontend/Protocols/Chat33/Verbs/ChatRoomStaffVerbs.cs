using OrleansChat.Accounts;
using OrleansChat.ChatRooms;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>What staff does with chat rooms. Source: chat33.md, 聊天室有关接口.</summary>
internal static class ChatRoomStaffVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Chat33Verb.Of("/group/addGroup", ReadNew, AddAsync, Chat33ChatRoomJson.Default.ChatRoomMadeData)
            with { Access = Chat33Access.Staff, IsRepeatable = false },
        Chat33Verb.Of(
            "/group/editAvatar",
            body => (body.RoomId("groupId"), body.Text("avatar", Chat33Limits.MaxUrlLength)),
            EditAvatarAsync)
            with { Access = Chat33Access.Staff },
        Chat33Verb.Of(
            "/group/editGroupName",
            body => (body.RoomId("groupId"), body.Text("groupName", Chat33Limits.MaxNameLength)),
            EditNameAsync)
            with { Access = Chat33Access.Staff },
        Chat33Verb.Of("/group/setStatus", body => (body.RoomId("groupId"), body.Int("type", 0, 3)), SetStatusAsync)
            with { Access = Chat33Access.Staff, WhenDone = ChatError.ChatRoomUnknown },
        Chat33Verb.Of(
            "/group/muted", body => (body.UserId("id"), body.Long(["mutedTime"], 0, Chat33Limits.MaxMuteMs)), MuteAsync)
            with { Access = Chat33Access.Staff },
    ];

    private static (string Name, string Avatar) ReadNew(Chat33Body body) => (
        body.Text("groupName", Chat33Limits.MaxNameLength),
        body.OptionalText("avatar", Chat33Limits.MaxUrlLength));

    private static async Task<Reply<ChatRoomMadeData>> AddAsync(Chat33Call call, (string Name, string Avatar) wish)
    {
        if (!Chat33Text.IsName(wish.Name) || !Chat33Text.IsPictureAddress(wish.Avatar))
        {
            return ChatError.InvalidValue;
        }

        // A step at a time: one call makes one chat room, however often its second half is done.
        var id = await call.RepeatAsync<long>(
            async () => await call.Grains.GetGrain<IIdGeneratorGrain>("room").NextAsync(call.Cancellation));
        if (!id.Ok)
        {
            return id.Error;
        }

        var room = await call.RepeatAsync(
            () => call.ChatRoom(id.Value).CreateAsync(wish.Name, wish.Avatar, call.Cancellation));
        return room.Ok ? new ChatRoomMadeData(Chat33Mapping.Id(id.Value)) : room.Error;
    }

    private static async Task<ChatError> EditAvatarAsync(Chat33Call call, (long ChatRoomId, string Avatar) request) =>
        Chat33Text.IsPictureAddress(request.Avatar)
            ? await call.ChatRoom(request.ChatRoomId).EditAsync(null, request.Avatar, call.Cancellation)
            : ChatError.InvalidValue;

    private static async Task<ChatError> EditNameAsync(Chat33Call call, (long ChatRoomId, string Name) request) =>
        Chat33Text.IsName(request.Name)
            ? await call.ChatRoom(request.ChatRoomId).EditAsync(request.Name, null, call.Cancellation)
            : ChatError.InvalidValue;

    /// <summary>0 opens, 1 closes, 2 deletes, and so does 3. Source: decisions 7.</summary>
    private static Task<ChatError> SetStatusAsync(Chat33Call call, (long ChatRoomId, int Type) request)
    {
        var status = request.Type switch
        {
            0 => ChatRoomStatus.Open,
            1 => ChatRoomStatus.Closed,
            _ => ChatRoomStatus.Deleted,
        };
        return call.ChatRoom(request.ChatRoomId).SetStatusAsync(status, call.Cancellation);
    }

    private static Task<ChatError> MuteAsync(Chat33Call call, (int UserId, long DurationMs) request) =>
        call.User(request.UserId).MuteAsync(call.UserId, request.DurationMs, call.Cancellation);
}
