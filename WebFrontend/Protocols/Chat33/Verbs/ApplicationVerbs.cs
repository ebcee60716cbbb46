using OrleansChat.Errors;
using OrleansChat.Friends;
using OrleansChat.Rooms;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>Applications to rooms, and the list of them and of those for friendship. Source: chat33.md, 群有关接口 and
/// 接口; the second names are those of its table of contents.</summary>
internal static class ApplicationVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        .. (Chat33Verb.Of("/room/joinRoomApply", ReadApply, ApplyAsync, Chat33AnswerJson.Default.RoomEntryData)
            with { WhenDone = ChatError.AlreadyMember })
            .AndAt("/room/joinInRoomApply"),
        .. (Chat33Verb.Of("/room/joinRoomApprove", ReadApprove, ApproveAsync)
            with { WhenDone = ChatError.RequestHandled })
            .AndAt("/room/joinInRoomApprove"),
        Chat33Verb.Of("/chat33/applyList", ReadList, ListAsync, Chat33AnswerJson.Default.ApplicationsData),
        Chat33Verb.Of("/chat33/unreadApplyNumber", CountAsync, Chat33AnswerJson.Default.NumberData),
    ];

    private static (long RoomId, string Reason) ReadApply(Chat33Body body) =>
        (body.RoomId("roomId"), body.OptionalText("applyReason", Chat33Limits.MaxReasonLength));

    private static async Task<Reply<RoomEntryData>> ApplyAsync(Chat33Call call, (long RoomId, string Reason) request)
    {
        var entry = await call.Room(request.RoomId).ApplyAsync(call.UserId, request.Reason, call.Cancellation);
        return entry.Ok ? Chat33Mapping.ToEntry(entry.Value) : entry.Error;
    }

    private static (long RoomId, int UserId, bool Agrees) ReadApprove(Chat33Body body) =>
        (body.RoomId("roomId"), body.UserId("userId"), body.Switch("agree"));

    private static Task<ChatError> ApproveAsync(Chat33Call call, (long RoomId, int UserId, bool Agrees) request) =>
        call.Room(request.RoomId).ApproveAsync(call.UserId, request.UserId, request.Agrees, call.Cancellation);

    private static (long? Start, int Count) ReadList(Chat33Body body) => (
        body.StartId("id"),
        (int)body.OptionalNumber("number", Chat33Limits.DefaultRows, 1, Chat33Limits.MaxRows));

    private static async Task<Reply<ApplicationsData>> ListAsync(Chat33Call call, (long? Start, int Count) request)
    {
        var page = await call.Inbox.PageApplicationsAsync(request.Start, request.Count, call.Cancellation);
        if (!page.Ok)
        {
            return page.Error;
        }

        var rows = page.Value!.Applications;
        var people = await call.ProfilesAsync([.. rows.SelectMany(PeopleOf), call.UserId]);
        if (!people.Ok)
        {
            return people.Error;
        }

        var rooms = await RoomsAsync(call, rows.Where(row => row.Kind is ApplicationKind.Room).Select(row => row.TargetId));
        return rooms.Ok ? Chat33Mapping.ToApplications(page.Value, call.UserId, people.Value!, rooms.Value!) : rooms.Error;
    }

    private static IEnumerable<int> PeopleOf(FriendApplication row) =>
        row.Kind is ApplicationKind.Friendship ? [row.ApplicantId, row.TargetId] : [row.ApplicantId];

    /// <summary>These rooms as the caller sees them; those that have ended are not among them.</summary>
    private static async Task<Reply<Dictionary<int, RoomView>>> RoomsAsync(Chat33Call call, IEnumerable<int> roomIds)
    {
        var views = await Task.WhenAll(
            roomIds.Distinct().Select(id => call.Room(id).GetAsync(call.UserId, call.Cancellation)));
        var fault = views.FirstOrDefault(view => view.Error is not (ChatError.None or ChatError.RoomUnknown)).Error;
        return fault is ChatError.None
            ? views.Where(view => view.Ok).ToDictionary(view => (int)view.Value!.RoomId, view => view.Value!)
            : fault;
    }

    private static async Task<Reply<NumberData>> CountAsync(Chat33Call call)
    {
        var waiting = await call.Inbox.CountWaitingAsync(call.Cancellation);
        return waiting.Ok ? new NumberData(waiting.Value) : waiting.Error;
    }
}
