namespace OrleansChat.Conversations;

/// <summary>How the reserved message ids are shared out among <see cref="IReservedIdGrain"/>s.</summary>
public static class ReservedIds
{
    private const int Shares = 64;

    /// <summary>The key of the grain that remembers an id.</summary>
    /// <param name="messageId">Any id.</param>
    public static long ShareOf(long messageId) => (long)((ulong)(messageId >> 9) % Shares);
}
