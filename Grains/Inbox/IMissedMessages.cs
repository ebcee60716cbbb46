using System.Collections.Immutable;
using OrleansChat.Conversations;

namespace OrleansChat.Inbox;

/// <summary>What was said in all rooms that a user is in and by friends, since he came there. Only rows that are
/// shown.</summary>
public interface IMissedMessages
{
    /// <summary>Ids, the oldest first.</summary>
    Task<ImmutableArray<long>> ListAsync(int userId, MissedQuery query, CancellationToken cancellation);

    /// <summary>The messages with these ids, in the order of the ids; those of other people's conversations are left
    /// out.</summary>
    Task<ImmutableArray<ChatMessage>> ReadAsync(
        int userId, ImmutableArray<long> messageIds, CancellationToken cancellation);
}
