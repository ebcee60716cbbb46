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
        new("/room/create", NeedsSession: true, CreateAsync),
        new("/room/info", NeedsSession: true, InfoAsync) { IsRepeatable = true },
        new("/room/list", NeedsSession: true, ListAsync) { IsRepeatable = true },
        new("/room/delete", NeedsSession: true, DeleteAsync)
        {
            IsRepeatable = true,
            WhenDone = ChatError.RoomUnknown,
        },
        new("/room/getOnlineNumber", NeedsSession: true, OnlineAsync) { IsRepeatable = true },
    ];

    /// <summary>Answers the room, which the document leaves empty: without its id a client could not go on.</summary>
    private static async Task<Chat33Answer> CreateAsync(Chat33Call call)
    {
        var name = call.Body.OptionalText("roomName", Chat33Limits.MaxNameLength);
        var avatar = call.Body.OptionalText("roomAvatar", Chat33Limits.MaxUrlLength);
        var users = call.Body.UserIds("users");
        var isEncrypted = call.Body.OptionalNumber("encrypt", 2, 1, 2) == 1;
        var refusal = call.Body.Error;
        if (refusal is ChatError.None && !(Chat33Text.IsPictureAddress(avatar) && !name.Any(char.IsControl)))
        {
            refusal = ChatError.InvalidValue;
        }

        if (refusal is not ChatError.None)
        {
            return refusal;
        }

        // A step at a time: one command makes one room, however often it is sent.
        var roomId = await call.RepeatAsync(() => NextIdAsync(call, users));
        if (!roomId.Ok)
        {
            return roomId.Error;
        }

        var command = new CreateRoom(call.UserId, name, avatar, users, isEncrypted);
        var room = await call.RepeatAsync(() => call.Room(roomId.Value).CreateAsync(command, call.Cancellation));
        return await ShowAsync(call, room);
    }

    private static async Task<Reply<long>> NextIdAsync(Chat33Call call, ImmutableArray<int> users) =>
        await call.RequireUsersAsync(users) is var refusal and not ChatError.None
            ? refusal
            : await call.Grains.GetGrain<IIdGeneratorGrain>("room").NextAsync(call.Cancellation);

    private static async Task<Chat33Answer> InfoAsync(Chat33Call call)
    {
        var roomId = call.Body.RoomId("roomId");
        return call.Body.Error is not ChatError.None
            ? call.Body.Error
            : await ShowAsync(call, await call.Room(roomId).GetAsync(call.UserId, call.Cancellation));
    }

    private static async Task<Chat33Answer> ShowAsync(Chat33Call call, Reply<RoomView> room)
    {
        if (!room.Ok)
        {
            return room.Error;
        }

        var people = await call.ProfilesAsync(room.Value!.FirstMembers.Select(member => member.UserId));
        return people.Ok
            ? Chat33Answer.Of(Chat33Mapping.ToRoomInfo(room.Value, people.Value!), Chat33AnswerJson.Default.RoomInfoData)
            : people.Error;
    }

    private static async Task<Chat33Answer> ListAsync(Chat33Call call)
    {
        var type = call.Body.Int("type", 1, 3);
        if (call.Body.Error is not ChatError.None)
        {
            return call.Body.Error;
        }

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
        return Chat33Answer.Of(new RoomsData([.. rows]), Chat33AnswerJson.Default.RoomsData);
    }

    private static async Task<Reply<RoomView>> ViewAsync(Chat33Call call, string conversation) =>
        ConversationKey.TryRoom(conversation, out var roomId)
            ? await call.Room(roomId).GetAsync(call.UserId, call.Cancellation)
            : ChatError.RoomUnknown;

    private static async Task<Chat33Answer> DeleteAsync(Chat33Call call)
    {
        var roomId = call.Body.RoomId("roomId");
        return call.Body.Error is not ChatError.None
            ? call.Body.Error
            : await call.Room(roomId).DissolveAsync(call.UserId, call.Cancellation);
    }

    private static async Task<Chat33Answer> OnlineAsync(Chat33Call call)
    {
        var roomId = call.Body.RoomId("roomId");
        if (call.Body.Error is not ChatError.None)
        {
            return call.Body.Error;
        }

        var online = await call.Room(roomId).CountOnlineAsync(call.UserId, call.Cancellation);
        return online.Ok
            ? Chat33Answer.Of(new OnlineData(online.Value), Chat33AnswerJson.Default.OnlineData)
            : online.Error;
    }
}
