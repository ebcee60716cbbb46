using OrleansChat.Errors;

namespace OrleansChat.Conversations;

/// <summary>Gives message ids to clients that choose the ids of their messages.</summary>
/// <remarks>Keyed by user id; 0 is one who does not say who he is, and his ids belong to whoever uses them
/// first.</remarks>
[Alias("message-id")]
public interface IMessageIdGrain : IGrainWithIntegerKey
{
    /// <summary>A new id, exact as a double, that nobody else may use for ten minutes.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The id, or <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("reserve")]
    Task<Reply<long>> ReserveAsync(CancellationToken cancellation);
}
