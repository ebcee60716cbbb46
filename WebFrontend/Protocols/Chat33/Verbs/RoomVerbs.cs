using System.Collections.Immutable;
using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Rooms;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>Rooms as a whole. Source: chat33.md, 群有关接口.</summary>
internal static class RoomVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Chat33Verb.Of("/room/create", ReadCreate, CreateAsync, Chat33AnswerJson.Default.RoomInfoData)
            with { IsRepeatable = false },
        Chat33Verb.Of("/room/info", body => body.RoomId("roomId"), InfoAsync, Chat33AnswerJson.Default.RoomInfoData),
        Chat33Verb.Of("/room/list", body => body.Int("type", 1, 3), ListAsync, Chat33AnswerJson.Default.RoomsData),
        Chat33Verb.Of("/room/delete", body => body.RoomId("roomId"), DeleteAsync)
            with { WhenDone = ChatError.RoomUnknown },
        Chat33Verb.Of(
            "/room/getOnlineNumber", body => body.RoomId("roomId"), OnlineAsync, Chat33AnswerJson.Default.OnlineData),
    ];

    private static readonly Dictionary<int, UserProfile> NoPeople = [];

    private static CreateRoom ReadCreate(Chat33Body body) => new(
        OwnerId: 0, // the caller, whom no body names
        body.OptionalText("roomName", Chat33Limits.MaxNameLength),
        body.OptionalText("roomAvatar", Chat33Limits.MaxUrlLength),
        body.UserIds("users"),
        body.OptionalNumber("encrypt", 2, 1, 2) == 1);

    /// <summary>Answers the room, which the document leaves empty: without its id a client could not go on.</summary>
    private static async Task<Reply<RoomInfoData>> CreateAsync(Chat33Call call, CreateRoom wish)
    {
        if (!Chat33Text.IsPictureAddress(wish.Avatar) || wish.Name.Any(char.IsControl))
        {
            return ChatError.InvalidValue;
        }

        // A step at a time: one command makes one room, however often it is sent.
        var roomId = await call.RepeatAsync(() => NextIdAsync(call, wish.Invited));
        if (!roomId.Ok)
        {
            return roomId.Error;
        }

        var command = wish with { OwnerId = call.UserId };
        var room = await call.RepeatAsync(() => call.Room(roomId.Value).CreateAsync(command, call.Cancellation));
        return await ShowAsync(call, room);
    }

    private static async Task<Reply<long>> NextIdAsync(Chat33Call call, ImmutableArray<int> users) =>
        await call.RequireUsersAsync(users) is var refusal and not ChatError.None
            ? refusal
            : await call.Grains.GetGrain<IIdGeneratorGrain>("room").NextAsync(call.Cancellation);

    private static async Task<Reply<RoomInfoData>> InfoAsync(Chat33Call call, long roomId) =>
        await ShowAsync(call, await call.Room(roomId).GetAsync(call.UserId, call.Cancellation));

    private static async Task<Reply<RoomInfoData>> ShowAsync(Chat33Call call, Reply<RoomView> room)
    {
        if (!room.Ok)
        {
            return room.Error;
        }

        if (room.Value!.CallerLevel is null)
        {
            return Chat33Mapping.ToRoomInfo(room.Value, announcements: null, NoPeople);
        }

        var announcements = await AnnouncementVerbs.PageAsync(
            call, (room.Value.RoomId, new HistoryQuery(call.UserId, StartMessageId: null, Count: 1)));
        if (!announcements.Ok)
        {
            return announcements.Error;
        }

        var people = await call.ProfilesAsync(room.Value.FirstMembers.Select(member => member.UserId));
        return people.Ok ? Chat33Mapping.ToRoomInfo(room.Value, announcements.Value, people.Value!) : people.Error;
    }

    private static async Task<Reply<RoomsData>> ListAsync(Chat33Call call, int type)
    {
        var rooms = await call.Inbox.ListAsync(direct: false, changedSinceUnixMs: 0, call.Cancellation);
        if (!rooms.Ok)
        {
            return rooms.Error;
        }

        // There is no call that makes a room "often used": all are ordinary.
        var shown = type == 2 ? [] : rooms.Value;
        var views = await Task.WhenAll(shown.Select(room => ViewAsync(call, room.Conversation)));
        if (views.FirstOrDefault(view => view.Error is not (ChatError.None or ChatError.RoomUnknown)) is { Ok: false } fault)
        {
            return fault.Error;
        }

        var rows = views
            .Where(view => view is { Ok: true, Value.CallerLevel: not null })
            .Select(view => Chat33Mapping.ToRoom(view.Value!))
            .OrderBy(row => row.Name, StringComparer.Ordinal);
        return new RoomsData([.. rows]);
    }

    private static async Task<Reply<RoomView>> ViewAsync(Chat33Call call, string conversation) =>
        ConversationKey.TryRoom(conversation, out var roomId)
            ? await call.Room(roomId).GetAsync(call.UserId, call.Cancellation)
            : ChatError.RoomUnknown;

    private static Task<ChatError> DeleteAsync(Chat33Call call, long roomId) =>
        call.Room(roomId).DissolveAsync(call.UserId, call.Cancellation);

    private static async Task<Reply<OnlineData>> OnlineAsync(Chat33Call call, long roomId)
    {
        var online = await call.Room(roomId).CountOnlineAsync(call.UserId, call.Cancellation);
        return online.Ok ? new OnlineData(online.Value) : online.Error;
    }
}
