using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>Who is in a room, how he came and how he goes. Source: chat33.md, 群有关接口.</summary>
internal static class RoomMemberVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        new("/room/userList", NeedsSession: true, ListAsync) { IsRepeatable = true },
        new("/room/userInfo", NeedsSession: true, InfoAsync) { IsRepeatable = true },
        new("/room/joinRoomInvite", NeedsSession: true, InviteAsync) { IsRepeatable = true },
        new("/room/loginOut", NeedsSession: true, LeaveAsync)
        {
            IsRepeatable = true,
            WhenDone = ChatError.NotMember,
        },
        new("/room/kickOut", NeedsSession: true, KickAsync)
        {
            IsRepeatable = true,
            WhenDone = ChatError.TargetNotMember,
        },
    ];

    private static async Task<Chat33Answer> ListAsync(Chat33Call call)
    {
        var roomId = call.Body.RoomId("roomId");
        if (call.Body.Error is not ChatError.None)
        {
            return call.Body.Error;
        }

        var members = await call.Room(roomId).ListMembersAsync(call.UserId, call.Cancellation);
        if (!members.Ok)
        {
            return members.Error;
        }

        var people = await call.ProfilesAsync(members.Value.Select(member => member.UserId));
        return people.Ok
            ? Chat33Answer.Of(
                new MembersData([.. members.Value.Select(member => Chat33Mapping.ToMember(member, people.Value!))]),
                Chat33AnswerJson.Default.MembersData)
            : people.Error;
    }

    private static async Task<Chat33Answer> InfoAsync(Chat33Call call)
    {
        var roomId = call.Body.RoomId("roomId");
        var userId = call.Body.UserId("userId");
        if (call.Body.Error is not ChatError.None)
        {
            return call.Body.Error;
        }

        var member = await call.Room(roomId).GetMemberAsync(call.UserId, userId, call.Cancellation);
        if (!member.Ok)
        {
            return member.Error;
        }

        var people = await call.ProfilesAsync([userId]);
        return people.Ok
            ? Chat33Answer.Of(
                Chat33Mapping.ToMember(member.Value!, people.Value!), Chat33AnswerJson.Default.MemberData)
            : people.Error;
    }

    private static async Task<Chat33Answer> InviteAsync(Chat33Call call)
    {
        var roomId = call.Body.RoomId("roomId");
        var users = call.Body.UserIds("users");
        if (call.Body.Error is not ChatError.None)
        {
            return call.Body.Error;
        }

        if (users.IsEmpty)
        {
            return ChatError.InvalidValue;
        }

        var refusal = await call.RequireUsersAsync(users);
        return refusal is ChatError.None
            ? await call.Room(roomId).InviteAsync(call.UserId, users, call.Cancellation)
            : refusal;
    }

    private static async Task<Chat33Answer> LeaveAsync(Chat33Call call)
    {
        var roomId = call.Body.RoomId("rootId", "roomId");
        return call.Body.Error is not ChatError.None
            ? call.Body.Error
            : await call.Room(roomId).LeaveAsync(call.UserId, call.Cancellation);
    }

    private static async Task<Chat33Answer> KickAsync(Chat33Call call)
    {
        var roomId = call.Body.RoomId("rootId", "roomId");
        var users = call.Body.UserIds("users");
        return call.Body.Error switch
        {
            not ChatError.None => call.Body.Error,
            _ when users.IsEmpty => ChatError.InvalidValue,
            _ => await call.Room(roomId).RemoveAsync(call.UserId, users, call.Cancellation),
        };
    }
}
