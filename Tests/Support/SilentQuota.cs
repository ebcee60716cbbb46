using OrleansChat.Errors;
using OrleansChat.Quotas;

namespace OrleansChat.Tests.Support;

/// <summary>A counter on a node that does not answer.</summary>
internal sealed class SilentQuota : IQuotaGrain
{
    public Task<ChatError> TakeAsync(int limit, TimeSpan window, CancellationToken cancellation) =>
        Task.FromException<ChatError>(new TimeoutException("The node is away."));
}
