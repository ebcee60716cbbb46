using Orleans.Runtime;

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
            entry.State = new LookupState { Id = id };
            await entry.WriteStateAsync();
        }

        return entry.State.Id;
    }
}
