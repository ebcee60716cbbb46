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
        new("/room/chatLog", NeedsSession: true, RoomAsync) { IsRepeatable = true },
        new("/friend/chatLog", NeedsSession: true, FriendAsync) { IsRepeatable = true },
    ];

    private static async Task<Chat33Answer> RoomAsync(Chat33Call call)
    {
        var roomId = call.Body.RoomId("id");
        var query = ReadQuery(call);
        if (call.Body.Error is not ChatError.None)
        {
            return call.Body.Error;
        }

        var page = await call.Room(roomId).ReadAsync(query, call.Cancellation);
        return page.Ok ? await ShowAsync(call, page.Value!, friendId: 0, remark: null) : page.Error;
    }

    private static async Task<Chat33Answer> FriendAsync(Chat33Call call)
    {
        var friendId = call.Body.UserId("id");
        var query = ReadQuery(call);
        var refusal = call.Body.Error;
        if (refusal is ChatError.None)
        {
            refusal = friendId == call.UserId ? ChatError.Oneself : await call.RequireUsersAsync([friendId]);
        }

        if (refusal is not ChatError.None)
        {
            return refusal;
        }

        var friend = await call.Friendship(friendId).GetAsync(call.UserId, call.Cancellation);
        if (!friend.Ok)
        {
            return friend.Error;
        }

        var page = await call.Friendship(friendId).ReadAsync(query, call.Cancellation);
        return page.Ok ? await ShowAsync(call, page.Value!, friendId, friend.Value!.Remark) : page.Error;
    }

    private static HistoryQuery ReadQuery(Chat33Call call) => new(
        call.UserId,
        call.Body.StartId("startId"),
        (int)call.Body.OptionalNumber("number", Chat33Limits.DefaultRows, 1, Chat33Limits.MaxRows));

    private static async Task<Chat33Answer> ShowAsync(Chat33Call call, HistoryPage page, int friendId, string? remark)
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

        var logs = Chat33Mapping.ToLogs(page, message => Chat33Mapping.ToLog(
            message, people.Value!, message.SenderId == friendId ? remark : null));
        return Chat33Answer.Of(logs, Chat33AnswerJson.Default.LogsData);
    }
}
