using OrleansChat.Errors;

namespace OrleansChat.ChatLists;

/// <summary>A row of a list of chats, found by its number.</summary>
/// <remarks>Keyed by <see cref="ChatRow.RowId"/>. For clients that name a row and not themselves.</remarks>
[Alias("chat-row")]
public interface IChatRowGrain : IGrainWithIntegerKey
{
    /// <summary>Whose row it is.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The user id, 0 when there is no such row; or <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("owner")]
    Task<Reply<int>> FindOwnerAsync(CancellationToken cancellation);
}
