using Orleans.Runtime;
using OrleansChat.Durability;

namespace OrleansChat.Accounts;

[GrainType("id-generator")]
internal sealed class IdGeneratorGrain(
    [PersistentState("id-generator", "Default")] IPersistentState<IdGeneratorState> ids) : Grain, IIdGeneratorGrain
{
    /// <summary>Numbers up to here are for the server: 0 is the system as a sender.</summary>
    public const long BeforeFirst = 1_000;

    private const int Block = 100;

    private long _last;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _last = ids.State.Reserved;
        return Task.CompletedTask;
    }

    public async Task<long> NextAsync(CancellationToken cancellation)
    {
        if (_last == ids.State.Reserved)
        {
            await ids.StoreAsync(new IdGeneratorState { Reserved = _last + Block }, DeactivateOnIdle);
        }

        return ++_last;
    }
}
