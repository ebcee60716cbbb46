using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Inbox;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>What was said, newest first. Reading moves the caller's read position. Source: chat33.md, chatLog;
/// decisions 8 and 17.</summary>
internal static class HistoryVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Chat33Verb.Of(
            "/room/chatLog", body => (body.RoomId("id"), ReadQuery(body)), RoomAsync, Chat33AnswerJson.Default.LogsData),
        Chat33Verb.Of(
            "/friend/chatLog", body => (body.UserId("id"), ReadQuery(body)), FriendAsync, Chat33AnswerJson.Default.LogsData),
    ];

    /// <summary>A page as the body asks for it; the caller is filled in later, for no body names him.</summary>
    public static HistoryQuery ReadQuery(Chat33Body body) => new(
        CallerId: 0,
        body.StartId("startId"),
        (int)body.OptionalNumber("number", Chat33Limits.DefaultRows, 1, Chat33Limits.MaxRows));

    private static async Task<Reply<LogsData>> RoomAsync(Chat33Call call, (long RoomId, HistoryQuery Query) request)
    {
        var page = await call.Room(request.RoomId)
            .ReadAsync(request.Query with { CallerId = call.UserId }, call.Cancellation);
        return page.Ok ? await ShowAsync(call, page.Value!, friendId: 0, remark: null) : page.Error;
    }

    private static async Task<Reply<LogsData>> FriendAsync(Chat33Call call, (int FriendId, HistoryQuery Query) request)
    {
        var friendId = request.FriendId;
        var refusal = friendId == call.UserId ? ChatError.Oneself : await call.RequireUsersAsync([friendId]);
        if (refusal is not ChatError.None)
        {
            return refusal;
        }

        var friend = await call.Friendship(friendId).GetAsync(call.UserId, call.Cancellation);
        if (!friend.Ok)
        {
            return friend.Error;
        }

        var page = await call.Friendship(friendId).ReadAsync(
            request.Query with { CallerId = call.UserId }, call.Cancellation);
        return page.Ok ? await ShowAsync(call, page.Value!, friendId, friend.Value!.Remark) : page.Error;
    }

    private static async Task<Reply<LogsData>> ShowAsync(Chat33Call call, HistoryPage page, int friendId, string? remark)
    {
        var people = await call.ProfilesAsync(page.Messages.Select(message => message.SenderId));
        if (!people.Ok)
        {
            return people.Error;
        }

        if (!page.Messages.IsEmpty)
        {
            var newest = page.Messages[0];
            await call.Inbox.MarkReadAsync([new ReadPosition(newest.Conversation, newest.Seq)], call.Cancellation);
        }

        return Chat33Mapping.ToLogs(page, message => Chat33Mapping.ToLog(
            message, people.Value!, message.SenderId == friendId ? remark : null));
    }
}
