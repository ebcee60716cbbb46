using Orleans.Runtime;

namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>Hears from this process' silo that another one leaves the cluster.</summary>
internal sealed class SiloWatch(ISiloStatusOracle cluster, ClusterWatch watch)
    : ISiloStatusListener, ILifecycleParticipant<ISiloLifecycle>
{
    public void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status)
    {
        if (status.IsTerminating() && !updatedSilo.Equals(cluster.SiloAddress))
        {
            watch.Left(updatedSilo, status is SiloStatus.Dead);
        }
    }

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(SiloWatch),
        ServiceLifecycleStage.Active,
        _ =>
        {
            cluster.SubscribeToSiloStatusEvents(this);
            return Task.CompletedTask;
        },
        _ =>
        {
            cluster.UnSubscribeFromSiloStatusEvents(this);
            return Task.CompletedTask;
        });
}
