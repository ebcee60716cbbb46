using System.Collections.Immutable;
using Orleans.Runtime;

namespace OrleansChat.Conversations;

[GrainType("reserved-id")]
internal sealed class ReservedIdGrain(TimeProvider clock) : Grain, IReservedIdGrain
{
    /// <summary>A hundred and sixty ids each second for ten minutes; ten thousand for all shares together.</summary>
    private const int Capacity = 100_000;

    private readonly Reservations _reservations = new(Capacity);

    public Task ReserveAsync(long messageId, int userId, CancellationToken cancellation)
    {
        _reservations.Reserve(messageId, userId, clock.GetUtcNow());
        DelayDeactivation(Reservations.Length); // idle or not, it remembers
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<long>> RefusedAsync(
        ImmutableArray<long> messageIds, int userId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return Task.FromResult(messageIds.RemoveAll(id => !_reservations.IsRefused(id, userId, now)));
    }
}
