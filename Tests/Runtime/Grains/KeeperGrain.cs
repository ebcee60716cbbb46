using System.Collections.Immutable;
using Orleans.Runtime;
using Orleans.Storage;

namespace OrleansChat.Tests.Runtime.Grains;

internal sealed class KeeperGrain(
    [PersistentState("keeper", "Default")] IPersistentState<KeeperState> stored, GrainJournal journal) : Grain, IKeeperGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Write($"keeper {this.GetPrimaryKeyString()} found {stored.State.Names.Length}");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        journal.Write($"keeper {this.GetPrimaryKeyString()} deactivated");
        return Task.CompletedTask;
    }

    public async Task PutAsync(string name, int value, CancellationToken cancellation)
    {
        stored.State = new KeeperState
        {
            Values = stored.State.Values.SetItem(name, value),
            Names = stored.State.Names.Add(name),
        };
        await stored.WriteStateAsync();
    }

    public async Task PutAtGateAsync(string name, string gate, CancellationToken cancellation)
    {
        using var registration = cancellation.Register(() => journal.Write($"token of {name} cancelled"));
        journal.Write($"at {gate}");
        await journal.GateAsync(gate);
        await PutAsync(name, 1, CancellationToken.None);
        journal.Write($"put {name}");
    }

    public Task<ImmutableDictionary<string, int>> GetAsync() => Task.FromResult(stored.State.Values);

    public Task<ImmutableArray<string>> NamesAsync() => Task.FromResult(stored.State.Names);

    public Task<string?> EtagAsync() => Task.FromResult<string?>(stored.Etag);

    public Task<bool> ExistsAsync() => Task.FromResult(stored.RecordExists);

    public Task ClearAsync() => stored.ClearStateAsync();

    public async Task<string> TryPutAsync(string name)
    {
        try
        {
            await PutAsync(name, 1, CancellationToken.None);
            return "written";
        }
        catch (InconsistentStateException)
        {
            return "refused";
        }
    }

    public Task<int> PeekAsync() => Task.FromResult(stored.State.Names.Length);

    public Task LeaveAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
