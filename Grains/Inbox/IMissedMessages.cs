using System.Collections.Immutable;
using OrleansChat.Conversations;

namespace OrleansChat.Inbox;

/// <summary>What was said in the conversations of a user. Only rows that are shown.</summary>
public interface IMissedMessages
{
    /// <summary>Ids of what was said in all rooms that he is in and by friends, since he came there: by time, the oldest
    /// first; those of one time by conversation and place.</summary>
    Task<ImmutableArray<long>> ListAsync(int userId, MissedQuery query, CancellationToken cancellation);

    /// <summary>The messages with these ids, in the order of the list; those that were said elsewhere or before are left
    /// out.</summary>
    Task<ImmutableArray<ChatMessage>> ReadAsync(
        int userId, ImmutableArray<long> messageIds, CancellationToken cancellation);

    /// <summary>See <see cref="IInboxGrain.PageDirectAsync"/>. What was said within one millisecond is in the order of
    /// each conversation.</summary>
    Task<ImmutableArray<ChatMessage>> PageDirectAsync(
        int userId, int skip, int count, CancellationToken cancellation);
}
