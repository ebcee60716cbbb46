using System.Collections.Immutable;
using Orleans.Concurrency;
using OrleansChat.Errors;
using OrleansChat.Inbox;

namespace OrleansChat.ChatLists;

/// <summary>One user's list of chats: a row for each direct conversation in which something was said and each room that
/// he is in and in which something was said.</summary>
/// <remarks>
/// Keyed by user id. Rows follow from the log, whichever protocol the messages came by: nothing is counted up. Only the
/// row's number and two places are stored: up to where it was cleared, and up to where it was deleted. Source: im.md
/// decisions 14 to 16.
/// </remarks>
[Alias("chat-list")]
public interface IChatListGrain : IGrainWithIntegerKey
{
    /// <summary>The rows.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>Pinned ones first, then those with the newest messages; or <see cref="ChatError.Unavailable"/>.
    /// </returns>
    [Alias("list"), AlwaysInterleave]
    Task<Reply<ImmutableArray<ChatRow>>> ListAsync(CancellationToken cancellation);

    /// <summary>The sum of what is unread in all rows.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The number, or <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("count-unread"), AlwaysInterleave]
    Task<Reply<long>> CountUnreadAsync(CancellationToken cancellation);

    /// <summary>Everything in the row that was said until now is read.</summary>
    /// <param name="rowId">See <see cref="ChatRow"/>; one of another user or of nobody has no effect.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("clear")]
    Task<ChatError> ClearAsync(long rowId, CancellationToken cancellation);

    /// <summary>The same, for a conversation.</summary>
    /// <param name="conversation">See <see cref="Conversations.ConversationKey"/>; one that he is not in has no
    /// effect.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("clear-conversation")]
    Task<ChatError> ClearConversationAsync(string conversation, CancellationToken cancellation);

    /// <summary>The row goes; its messages stay. The next message brings a new row, and unread counts from it.</summary>
    /// <param name="rowId">See <see cref="ClearAsync"/>.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("delete")]
    Task<ChatError> DeleteAsync(long rowId, CancellationToken cancellation);

    /// <summary>Up to where rows were cleared: messages of others up to there are read.</summary>
    /// <param name="conversations">Which, or none for all.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>Places of those that were ever cleared, or <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("cleared"), AlwaysInterleave]
    Task<Reply<ImmutableArray<ReadPosition>>> ClearedAsync(
        ImmutableArray<string> conversations, CancellationToken cancellation);
}
