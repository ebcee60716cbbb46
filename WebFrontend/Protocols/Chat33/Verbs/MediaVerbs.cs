using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>Files, pictures and films that were sent, newest first. Looking through them reads nothing. Source: decisions
/// 2.2.</summary>
internal static class MediaVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Chat33Verb.Of(
            "/room/historyFiles", body => (body.RoomId("id"), ReadFiles(body)), RoomAsync, Chat33AnswerJson.Default.LogsData),
        Chat33Verb.Of(
            "/room/historyPhotos", body => (body.RoomId("id"), ReadPhotos(body)), RoomAsync, Chat33AnswerJson.Default.LogsData),
        Chat33Verb.Of(
            "/friend/historyFiles", body => (body.UserId("id"), ReadFiles(body)), FriendAsync, Chat33AnswerJson.Default.LogsData),
        Chat33Verb.Of(
            "/friend/historyPhotos", body => (body.UserId("id"), ReadPhotos(body)), FriendAsync, Chat33AnswerJson.Default.LogsData),
        Chat33Verb.Of(
            "/chat33/readSnapMsg", body => (body.LogId("logId"), body.Int("type", 1, 2)), ReadSnapAsync),
    ];

    private static HistoryQuery ReadFiles(Chat33Body body) => HistoryVerbs.ReadQuery(body) with
    {
        Filter = new HistoryFilter(
            [MessageKind.File],
            body.OptionalUserId("owner") ?? 0,
            body.OptionalText("query", Chat33Limits.MaxNameLength)),
    };

    private static HistoryQuery ReadPhotos(Chat33Body body) => HistoryVerbs.ReadQuery(body) with
    {
        Filter = new HistoryFilter([MessageKind.Image, MessageKind.Video]),
    };

    private static async Task<Reply<LogsData>> RoomAsync(Chat33Call call, (long RoomId, HistoryQuery Query) request) =>
        await ShowAsync(call, await call.Room(request.RoomId)
            .ReadAsync(request.Query with { CallerId = call.UserId }, call.Cancellation));

    private static async Task<Reply<LogsData>> FriendAsync(Chat33Call call, (int FriendId, HistoryQuery Query) request) =>
        request.FriendId == call.UserId
            ? ChatError.Oneself
            : await ShowAsync(call, await call.Friendship(request.FriendId)
                .ReadAsync(request.Query with { CallerId = call.UserId }, call.Cancellation));

    private static async Task<Reply<LogsData>> ShowAsync(Chat33Call call, Reply<HistoryPage> page)
    {
        if (!page.Ok)
        {
            return page.Error;
        }

        var people = await call.ProfilesAsync(page.Value!.Messages.Select(message => message.SenderId));
        return people.Ok
            ? Chat33Mapping.ToLogs(page.Value, message => Chat33Mapping.ToLog(message, people.Value!))
            : people.Error;
    }

    /// <summary>A client has shown what is to be forgotten then, and asks whether it may: it must be there, for him, and
    /// of that sort.</summary>
    private static async Task<ChatError> ReadSnapAsync(Chat33Call call, (long LogId, int Type) request)
    {
        var found = await call.Inbox.MessagesAsync([request.LogId], call.Cancellation);
        return !found.Ok ? found.Error
            : found.Value is [{ BurnAfterReading: true } message]
                && ConversationKey.IsDirect(message.Conversation) == (request.Type == 2) ? ChatError.None
            : ChatError.MessageUnknown;
    }
}
