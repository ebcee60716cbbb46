using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>What waits for the caller: stored after his read position and not by himself. Source: chat33.md, unread;
/// decisions 17.</summary>
internal static class UnreadVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Chat33Verb.Of("/room/unread", call => ListAsync(call, direct: false), Chat33AnswerJson.Default.UnreadData),
        Chat33Verb.Of("/friend/unread", call => ListAsync(call, direct: true), Chat33AnswerJson.Default.UnreadData),
    ];

    private static async Task<Reply<UnreadData>> ListAsync(Chat33Call call, bool direct)
    {
        await call.FlushPositionsAsync();
        var unread = await call.Inbox.UnreadAsync(direct, call.Cancellation);
        if (!unread.Ok)
        {
            return unread.Error;
        }

        var people = await call.ProfilesAsync(unread.Value.Select(row => row.Last.SenderId));
        if (!people.Ok)
        {
            return people.Error;
        }

        var rows = unread.Value.Select(row => new UnreadRow(
            IdOf(call, row.Conversation), row.Count, Chat33Mapping.ToLog(row.Last, people.Value!)));
        return new UnreadData([.. rows]);
    }

    /// <summary>The room's id, or the friend's.</summary>
    private static string IdOf(Chat33Call call, string conversation) => Chat33Mapping.Id(
        ConversationKey.TryRoom(conversation, out var roomId) ? roomId : ConversationKey.Peer(conversation, call.UserId));
}
