using OrleansChat.ChatRooms;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>Who is in chat rooms now, for staff. Source: chat33.md, 聊天室用户列表, 聊天室用户信息; security.md.</summary>
internal static class ChatRoomGuestVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Chat33Verb.Of("/group/userList", ReadPage, ListAsync, Chat33ChatRoomJson.Default.ChatRoomGuestsData)
            with { Access = Chat33Access.Staff },
        Chat33Verb.Of("/group/userInfo", body => body.UserId("id"), InfoAsync, Chat33ChatRoomJson.Default.ChatRoomUserData)
            with { Access = Chat33Access.Staff },
    ];

    private static ChatRoomPage ReadPage(Chat33Body body) => new(
        body.RoomId("groupId"),
        body.OptionalText("queryUserName", Chat33Limits.MaxNameLength),
        (int)body.OptionalNumber("page", 1, 0, int.MaxValue),
        (int)body.OptionalNumber("number", 0, 0, Chat33Limits.MaxElements));

    private static async Task<Reply<ChatRoomGuestsData>> ListAsync(Chat33Call call, ChatRoomPage wanted)
    {
        var guests = await call.ChatRoom(wanted.ChatRoomId).GuestsAsync(call.Cancellation);
        return !guests.Ok ? guests.Error
            : wanted.Name.Length == 0 ? await ShowAsync(call, guests.Value!, wanted)
            : await SearchAsync(call, guests.Value!, wanted);
    }

    /// <summary>Users first, then visitors.</summary>
    private static async Task<Reply<ChatRoomGuestsData>> ShowAsync(
        Chat33Call call, ChatRoomGuests guests, ChatRoomPage wanted)
    {
        var users = guests.Users.Select(user => (User: user, Visitor: ""));
        var visitors = guests.Visitors.Select(visitor => (User: 0, Visitor: visitor));
        var page = wanted.Of(users.Concat(visitors)).ToArray();
        var people = await call.ProfilesAsync(page.Select(guest => guest.User));
        if (!people.Ok)
        {
            return people.Error;
        }

        var rows = page.Select(guest => guest.User == 0
            ? Chat33ChatRoomMapping.ToGuest(guest.Visitor)
            : Chat33ChatRoomMapping.ToGuest(people.Value![guest.User]));
        return Of([.. rows]);
    }

    /// <summary>Visitors have no name to ask for.</summary>
    private static async Task<Reply<ChatRoomGuestsData>> SearchAsync(
        Chat33Call call, ChatRoomGuests guests, ChatRoomPage wanted)
    {
        var people = await call.ProfilesAsync(guests.Users);
        if (!people.Ok)
        {
            return people.Error;
        }

        var found = guests.Users.Select(user => people.Value![user])
            .Where(user => user.Name.Contains(wanted.Name, StringComparison.OrdinalIgnoreCase));
        return Of([.. wanted.Of(found).Select(Chat33ChatRoomMapping.ToGuest)]);
    }

    private static ChatRoomGuestsData Of(ChatRoomGuestData[] rows) => new(rows.Length, [.. rows]);

    /// <summary>A user who is in no chat room is unknown here.</summary>
    private static async Task<Reply<ChatRoomUserData>> InfoAsync(Chat33Call call, int userId)
    {
        var ids = await call.Grains.GetGrain<IChatRoomDirectoryGrain>(IChatRoomDirectoryGrain.Key)
            .ListAsync(call.Cancellation);
        var rooms = await Task.WhenAll(ids.Select(id => call.ChatRoom(id).GuestsAsync(call.Cancellation)));
        if (!rooms.Any(room => room.Ok && room.Value!.Users.Contains(userId)))
        {
            return ChatError.UserUnknown;
        }

        var profile = await call.User(userId).GetProfileAsync(call.Cancellation);
        return profile.Ok ? Chat33ChatRoomMapping.ToUser(profile.Value!, call.NowUnixMs) : profile.Error;
    }
}
