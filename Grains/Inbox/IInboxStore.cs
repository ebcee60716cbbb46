using System.Collections.Immutable;

namespace OrleansChat.Inbox;

/// <summary>Read positions and what follows from them. Writes of many users share a commit.</summary>
public interface IInboxStore
{
    /// <summary>All stored positions of a user.</summary>
    Task<ImmutableArray<ReadPosition>> LoadAsync(int userId, CancellationToken cancellation);

    /// <summary>Stores positions; a stored one never moves back, and none passes the end of its conversation. Durable
    /// when it returns.</summary>
    Task SaveAsync(int userId, ImmutableArray<ReadPosition> positions, CancellationToken cancellation);

    /// <summary>
    /// Counts, for each conversation that the user is in now (friends or rooms), visible messages of others after the
    /// larger of the place at which he joined and the given position, that no device confirmed and that were not cleared
    /// in his list of chats; conversations with none are left out.
    /// </summary>
    Task<ImmutableArray<UnreadView>> UnreadAsync(
        int userId, bool direct, ImmutableArray<ReadPosition> positions, CancellationToken cancellation);

    /// <summary>The conversation of a message, if the user is or was in it; otherwise null.</summary>
    Task<string?> LocateAsync(int userId, long messageId, CancellationToken cancellation);

    /// <summary>See <see cref="IInboxGrain.ListAsync"/>.</summary>
    Task<ImmutableArray<ConversationView>> ListAsync(
        int userId, bool direct, long changedSinceUnixMs, CancellationToken cancellation);

    /// <summary>See <see cref="IInboxGrain.RecentAsync"/>.</summary>
    Task<ImmutableArray<RecentConversation>> RecentAsync(
        int userId, long sinceUnixMs, CancellationToken cancellation);
}
