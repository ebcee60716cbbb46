using Orleans.Runtime;
using OrleansChat.Errors;

namespace OrleansChat.Quotas;

[GrainType("quota")]
internal sealed class QuotaGrain(TimeProvider clock) : Grain, IQuotaGrain
{
    private readonly Queue<DateTimeOffset> _taken = [];

    public Task<ChatError> TakeAsync(int limit, TimeSpan window, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        while (_taken.TryPeek(out var oldest) && now - oldest >= window)
        {
            _taken.Dequeue();
        }

        if (_taken.Count >= limit)
        {
            return Task.FromResult(ChatError.RateLimited);
        }

        _taken.Enqueue(now);
        DelayDeactivation(window); // idle or not, it counts
        return Task.FromResult(ChatError.None);
    }
}
