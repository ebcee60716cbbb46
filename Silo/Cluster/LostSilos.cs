using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace OrleansChat.Silo.Cluster;

/// <summary>Declares silos dead that nobody is left to declare dead, while this one joins.</summary>
/// <remarks>A silo joins once every active one has answered it. After a cluster was lost as a whole, with a machine that
/// does not come back, that would be never: no active silo is there to notice.</remarks>
internal sealed class LostSilos(IMembershipTable table, TimeProvider clock, ILogger<LostSilos> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>Since its last sign of life, of which there is one every five seconds: longer than clocks differ.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _joined = new();
    private Task _rounds = Task.CompletedTask;

    /// <summary>For each silo that is built.</summary>
    public static void AddTo(IServiceCollection services) =>
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, LostSilos>();

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle observer)
    {
        observer.Subscribe(nameof(LostSilos), ServiceLifecycleStage.ApplicationServices, Begin, _ => EndAsync());
        observer.Subscribe(nameof(LostSilos), ServiceLifecycleStage.Active, _ => EndAsync());
    }

    /// <inheritdoc/>
    public void Dispose() => _joined.Dispose();

    private Task Begin(CancellationToken cancellation)
    {
        _rounds = RunAsync();
        return Task.CompletedTask;
    }

    private Task EndAsync()
    {
        _joined.Cancel();
        return _rounds;
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Round, clock);
        try
        {
            do
            {
                await DeclareAsync();
            }
            while (await timer.WaitForNextTickAsync(_joined.Token));
        }
        catch (OperationCanceledException)
        {
            // it has joined, or gives up
        }
    }

    private async Task DeclareAsync()
    {
        try
        {
            var silos = await table.ReadAll();
            var before = clock.GetUtcNow().UtcDateTime - Silence;
            var lost = silos.Members.FirstOrDefault(one => one.Item1.Status is SiloStatus.Active
                && one.Item1.IAmAliveTime < before && one.Item1.StartTime < before);
            if (lost is null)
            {
                return;
            }

            lost.Item1.Status = SiloStatus.Dead;
            if (await table.UpdateRow(lost.Item1, lost.Item2, silos.Version.Next()))
            {
                LostSilosLog.Declared(logger, lost.Item1.SiloAddress, lost.Item1.IAmAliveTime);
            }
        }
        catch (Exception fault)
        {
            LostSilosLog.NotRead(logger, fault); // the next round tries again
        }
    }
}
