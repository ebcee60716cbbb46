using Orleans.Runtime;

namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>Runs a provider with its process: leases are renewed while the process is active, and what still waits is
/// sent after the last grain has said its last word.</summary>
internal sealed class PushLifecycle(PushStreamProvider provider, PushLeases leases)
    : ILifecycleParticipant<ISiloLifecycle>, ILifecycleParticipant<IClusterClientLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) =>
        Participate(lifecycle, ServiceLifecycleStage.GrainDirectoryShutdown - 1);

    public void Participate(IClusterClientLifecycle lifecycle) =>
        Participate(lifecycle, ServiceLifecycleStage.BecomeActive);

    private void Participate(ILifecycleObservable lifecycle, int flushStage)
    {
        lifecycle.Subscribe(nameof(PushLeases), ServiceLifecycleStage.Active, leases.StartAsync, leases.StopAsync);
        lifecycle.Subscribe(provider.Name, flushStage, static _ => Task.CompletedTask, provider.FlushAsync);
    }
}
