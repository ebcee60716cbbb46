using System.Collections.Immutable;
using OrleansChat.Friends;

namespace OrleansChat.Conversations;

/// <summary>The durable order of every conversation. The grain that owns a conversation is its only regular
/// writer.</summary>
/// <remarks>
/// The database is the arbiter: (conversation, seq), message id and (sender, conversation, client message id) are
/// unique. Every method throws <see cref="LogUnavailableException"/> when the database cannot be reached or the outcome
/// of a write stays unknown.
/// </remarks>
public interface IMessageLog
{
    /// <summary>Where a conversation stands, and who is in it.</summary>
    Task<ConversationHead> OpenAsync(string conversation, CancellationToken cancellation);

    /// <summary>Appends one conversation's rows and membership changes: all of them, or none.</summary>
    /// <remarks>
    /// Durable when it answers <see cref="AppendResult.Committed"/>. Rows of many conversations share a commit. The
    /// caller has at most one append of a conversation under way. Cancellation is not offered: a write that began is
    /// awaited.
    /// </remarks>
    Task<AppendOutcome> AppendAsync(LogBatch batch);

    /// <summary>Rows from <paramref name="fromSeq"/> to <paramref name="toSeq"/>, both included, in order, at most
    /// <paramref name="limit"/>. Recalled ones are there and have no body.</summary>
    Task<ImmutableArray<ChatMessage>> ReadForwardAsync(
        string conversation, long fromSeq, long toSeq, int limit, CancellationToken cancellation);

    /// <summary>
    /// Visible rows that were not recalled, newest first, at most <paramref name="limit"/>: none before <paramref name="minSeq"/>, none whose
    /// message id is above <paramref name="startMessageId"/> (null: from the newest).
    /// </summary>
    Task<ImmutableArray<ChatMessage>> ReadBackAsync(
        string conversation, long? startMessageId, long minSeq, int limit, CancellationToken cancellation);

    /// <summary>As <see cref="ReadBackAsync"/>, but only rows that fit a filter.</summary>
    Task<ImmutableArray<ChatMessage>> FindBackAsync(
        string conversation,
        HistoryFilter filter,
        long? startMessageId,
        long minSeq,
        int limit,
        CancellationToken cancellation);

    /// <summary>A page of what people said, by number, with wordings: the server's own words (alerts and hidden rows) and
    /// recalled rows do not count.</summary>
    Task<PairPage> PageAsync(
        string conversation, long skip, int count, bool newestFirst, CancellationToken cancellation);

    /// <summary>As <see cref="ReadBackAsync"/>, announcements alone.</summary>
    Task<ImmutableArray<ChatMessage>> ReadAnnouncementsAsync(
        string conversation, long? startMessageId, long minSeq, int limit, CancellationToken cancellation);

    /// <summary>How many announcements are not before <paramref name="minSeq"/>.</summary>
    Task<int> CountAnnouncementsAsync(string conversation, long minSeq, CancellationToken cancellation);

    /// <summary>The row that a sender stored under his own key, or null.</summary>
    Task<ChatMessage?> FindAsync(string conversation, int senderId, string clientMessageId, CancellationToken cancellation);

    /// <summary>The row of a message id, or null when the conversation has none.</summary>
    Task<ChatMessage?> FindAsync(string conversation, long messageId, CancellationToken cancellation);

    /// <summary>Changes what members set for themselves, or their rank; members who are not in the conversation are
    /// left out.</summary>
    Task UpdateMemberAsync(string conversation, int userId, MemberSettings settings, CancellationToken cancellation);
}
