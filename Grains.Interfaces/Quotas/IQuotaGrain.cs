using OrleansChat.Errors;

namespace OrleansChat.Quotas;

/// <summary>How often somebody did something lately, counted for the whole cluster: a limit against scripts.</summary>
/// <remarks>Keyed by what and by whom, such as <c>search:1001</c>. Memory only: the loss of its node forgets the count,
/// which is good enough for minutes and hours and for nothing that costs money. A node that does not answer is a fault,
/// and the caller refuses.</remarks>
[Alias("quota")]
public interface IQuotaGrain : IGrainWithStringKey
{
    /// <summary>Counts one more, unless there were as many as allowed within the last window.</summary>
    /// <param name="limit">As many, positive.</param>
    /// <param name="window">Within so long.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.RateLimited"/>, which is not counted.</returns>
    [Alias("take")]
    Task<ChatError> TakeAsync(int limit, TimeSpan window, CancellationToken cancellation);
}
