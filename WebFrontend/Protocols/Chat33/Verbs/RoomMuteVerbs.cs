using System.Collections.Immutable;
using OrleansChat.Errors;
using OrleansChat.Rooms;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>Who may speak in a room. Source: chat33.decisions.md 2.2, rooms.</summary>
internal static class RoomMuteVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Chat33Verb.Of("/room/setMutedList", ReadRule, SetRuleAsync),
        Chat33Verb.Of(
            "/room/setMutedSingle",
            body => (
                RoomId: body.RoomId("roomId"),
                UserId: body.UserId("userId"),
                Deadline: body.Long(["deadline"], 0, MuteTimes.Forever)),
            SetOneAsync),
    ];

    private static (long RoomId, int Type, ImmutableArray<int> Users, long Deadline) ReadRule(Chat33Body body) => (
        body.RoomId("roomId"),
        body.Int("listType", 1, 4),
        body.OptionalUserIds("users"),
        body.OptionalNumber("deadline", 0, 0, MuteTimes.Forever));

    /// <summary>A deadline of 0 is none; a list where none belongs is left out.</summary>
    private static Task<ChatError> SetRuleAsync(
        Chat33Call call, (long RoomId, int Type, ImmutableArray<int> Users, long Deadline) request)
    {
        var mode = (MuteMode)request.Type;
        var edit = new MuteEdit(
            mode,
            mode is MuteMode.BlackList or MuteMode.WhiteList ? request.Users : [],
            request.Deadline == 0 ? MuteTimes.Forever : request.Deadline);
        return call.Room(request.RoomId).MuteAsync(call.UserId, edit, call.Cancellation);
    }

    private static Task<ChatError> SetOneAsync(Chat33Call call, (long RoomId, int UserId, long Deadline) request) =>
        call.Room(request.RoomId).MuteMemberAsync(call.UserId, request.UserId, request.Deadline, call.Cancellation);
}
