using Orleans.Runtime;
using OrleansChat.Durability;

namespace OrleansChat.Accounts;

[GrainType("lookup")]
internal sealed class LookupGrain([PersistentState("lookup", "Default")] IPersistentState<LookupState> entry)
    : Grain, ILookupGrain
{
    public Task<long> FindAsync(CancellationToken cancellation) => Task.FromResult(entry.State.Id);

    public async Task<long> ClaimAsync(long id, CancellationToken cancellation)
    {
        if (entry.State.Id == 0)
        {
            await entry.StoreAsync(new LookupState { Id = id }, DeactivateOnIdle);
        }

        return entry.State.Id;
    }
}
