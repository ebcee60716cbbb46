using System.Collections.Immutable;
using OrleansChat.Inbox;

namespace OrleansChat.ChatLists;

/// <summary>What is stored of users' lists of chats, and what the log says about them.</summary>
/// <remarks>
/// A user has a row for each direct conversation that he ever had and each room that he is in, if a visible message that
/// was not recalled stands after the places at which the row was deleted and, in a room, at which he came.
/// </remarks>
public interface IChatRowStore
{
    /// <summary>See <see cref="IChatListGrain.ListAsync"/>; rows without a number have 0.</summary>
    Task<ImmutableArray<ChatRow>> ListAsync(int userId, CancellationToken cancellation);

    /// <summary>Gives numbers to rows that have none.</summary>
    /// <returns>The number of each row: the given one, or that which it had.</returns>
    Task<ImmutableArray<ChatRowNumber>> NumberAsync(
        int userId, ImmutableArray<ChatRowNumber> numbers, CancellationToken cancellation);

    /// <summary>See <see cref="IChatListGrain.CountUnreadAsync"/>.</summary>
    Task<long> CountUnreadAsync(int userId, CancellationToken cancellation);

    /// <summary>See <see cref="IChatListGrain.ClearAsync"/>. Durable when it returns.</summary>
    Task ClearAsync(int userId, long rowId, CancellationToken cancellation);

    /// <summary>See <see cref="IChatListGrain.ClearConversationAsync"/>. Durable when it returns.</summary>
    Task ClearAsync(int userId, string conversation, CancellationToken cancellation);

    /// <summary>See <see cref="IChatListGrain.DeleteAsync"/>. Durable when it returns.</summary>
    Task DeleteAsync(int userId, long rowId, CancellationToken cancellation);

    /// <summary>See <see cref="IChatListGrain.ClearedAsync"/>.</summary>
    Task<ImmutableArray<ReadPosition>> ClearedAsync(
        int userId, ImmutableArray<string> conversations, CancellationToken cancellation);

    /// <summary>Whose row it is; 0 when there is no such row.</summary>
    Task<int> FindOwnerAsync(long rowId, CancellationToken cancellation);
}
