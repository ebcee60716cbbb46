using System.Collections.Immutable;
using OrleansChat.Errors;
using OrleansChat.Rooms;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>Who is in a room, how he came and how he goes. Source: chat33.md, 群有关接口.</summary>
internal static class RoomMemberVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Chat33Verb.Of(
            "/room/userList", body => body.RoomId("roomId"), ListAsync, Chat33AnswerJson.Default.MembersData),
        Chat33Verb.Of(
            "/room/userInfo",
            body => (RoomId: body.RoomId("roomId"), UserId: body.UserId("userId")),
            InfoAsync,
            Chat33AnswerJson.Default.MemberData),
        Chat33Verb.Of(
            "/room/searchMember",
            body => (RoomId: body.RoomId("roomId"), Query: body.Text("query", Chat33Limits.MaxNameLength)),
            SearchAsync,
            Chat33AnswerJson.Default.MembersData),
        Chat33Verb.Of(
            "/room/userIsInRoom",
            body => (RoomId: body.RoomId("roomId"), UserId: body.OptionalUserId("userId")),
            IsInRoomAsync,
            Chat33AnswerJson.Default.InRoomData),
        .. Chat33Verb.Of(
            "/room/joinRoomInvite",
            body => (RoomId: body.RoomId("roomId"), Users: body.UserIds("users")),
            InviteAsync,
            Chat33AnswerJson.Default.RoomEntryData)
            .AndAt("/room/inviteJoinInRoomApply"), // as the table of contents has it
        Chat33Verb.Of(
            "/room/setLevel",
            body => (RoomId: body.RoomId("roomId"), UserId: body.UserId("userId"), Level: body.Int("level", 1, 3)),
            SetLevelAsync),
        Chat33Verb.Of("/room/loginOut", body => body.RoomId("rootId", "roomId"), LeaveAsync)
            with { WhenDone = ChatError.NotMember },
        Chat33Verb.Of(
            "/room/kickOut",
            body => (RoomId: body.RoomId("rootId", "roomId"), Users: body.UserIds("users")),
            KickAsync)
            with { WhenDone = ChatError.TargetNotMember },
    ];

    private static async Task<Reply<MembersData>> ListAsync(Chat33Call call, long roomId) =>
        await ShowAsync(call, await call.Room(roomId).ListMembersAsync(call.UserId, call.Cancellation));

    private static async Task<Reply<MembersData>> SearchAsync(Chat33Call call, (long RoomId, string Query) request) =>
        await ShowAsync(
            call, await call.Room(request.RoomId).FindMembersAsync(call.UserId, request.Query, call.Cancellation));

    private static async Task<Reply<MembersData>> ShowAsync(
        Chat33Call call, Reply<ImmutableArray<MemberView>> members)
    {
        if (!members.Ok)
        {
            return members.Error;
        }

        var people = await call.ProfilesAsync(members.Value.Select(member => member.UserId));
        return people.Ok
            ? new MembersData([.. members.Value.Select(member => Chat33Mapping.ToMember(member, people.Value!))])
            : people.Error;
    }

    private static async Task<Reply<MemberData>> InfoAsync(Chat33Call call, (long RoomId, int UserId) request)
    {
        var (roomId, userId) = request;
        var member = await call.Room(roomId).GetMemberAsync(call.UserId, userId, call.Cancellation);
        if (!member.Ok)
        {
            return member.Error;
        }

        var people = await call.ProfilesAsync([userId]);
        return people.Ok
            ? Chat33Mapping.ToMember(member.Value!, people.Value!)
            : people.Error;
    }

    /// <summary>About himself anybody may ask; about another only a member.</summary>
    private static async Task<Reply<InRoomData>> IsInRoomAsync(Chat33Call call, (long RoomId, int? UserId) request)
    {
        var room = await call.Room(request.RoomId).GetAsync(call.UserId, call.Cancellation);
        if (!room.Ok || request.UserId is not { } userId || userId == call.UserId)
        {
            return room.Ok ? new InRoomData(room.Value!.CallerLevel is not null) : room.Error;
        }

        if (room.Value!.CallerLevel is null)
        {
            return ChatError.NotMember;
        }

        var member = await call.Room(request.RoomId).GetMemberAsync(call.UserId, userId, call.Cancellation);
        return member.Error is ChatError.None or ChatError.NotMember ? new InRoomData(member.Ok) : member.Error;
    }

    private static Task<ChatError> SetLevelAsync(Chat33Call call, (long RoomId, int UserId, int Level) request) =>
        call.Room(request.RoomId).SetLevelAsync(
            call.UserId, request.UserId, (MemberLevel)request.Level, call.Cancellation);

    private static async Task<Reply<RoomEntryData>> InviteAsync(Chat33Call call, (long RoomId, ImmutableArray<int> Users) request)
    {
        var (roomId, users) = request;
        if (users.IsEmpty)
        {
            return ChatError.InvalidValue;
        }

        var refusal = await call.RequireUsersAsync(users);
        if (refusal is not ChatError.None)
        {
            return refusal;
        }

        var entry = await call.Room(roomId).InviteAsync(call.UserId, users, call.Cancellation);
        return entry.Ok ? Chat33Mapping.ToEntry(entry.Value) : entry.Error;
    }

    private static Task<ChatError> LeaveAsync(Chat33Call call, long roomId) =>
        call.Room(roomId).LeaveAsync(call.UserId, call.Cancellation);

    private static async Task<ChatError> KickAsync(Chat33Call call, (long RoomId, ImmutableArray<int> Users) request) =>
        request.Users.IsEmpty
            ? ChatError.InvalidValue
            : await call.Room(request.RoomId).RemoveAsync(call.UserId, request.Users, call.Cancellation);
}
