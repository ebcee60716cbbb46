using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansChat.Conversations;

namespace OrleansChat.Silo.Storage;

/// <summary>Keeps this node's workers: takes them before anything asks for an id, renews every minute, gives them back
/// at the end.</summary>
public sealed class WorkerLeaseRenewal(
    WorkerLease lease, IMessageIds ids, TimeProvider time, ILogger<WorkerLeaseRenewal> logger)
    : BackgroundService
{
    private const int WorkersPerBlock = 8;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(2);

    private readonly MessageIds _ids = (MessageIds)ids;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await AcquireAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await lease.ReleaseAsync(_ids.UsedMs, cancellationToken);
        }
        catch (NpgsqlException e)
        {
            StorageLog.LeaseNotRenewed(logger, e); // it ends by itself
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var period = Period;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
            {
                period = await TryRenewAsync(stoppingToken) ? Period : RetryPeriod;
            }
        }
    }

    private async Task<bool> TryRenewAsync(CancellationToken cancellation)
    {
        try
        {
            if (!await lease.RenewAsync(_ids.UsedMs, cancellation))
            {
                await AcquireAsync(cancellation);
            }

            return true;
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException or OperationCanceledException)
        {
            StorageLog.LeaseNotRenewed(logger, e);
            return false;
        }
    }

    private async Task AcquireAsync(CancellationToken cancellation)
    {
        await lease.AcquireAsync(_ids.UsedMs, cancellation);
        var first = lease.Current!.Block * WorkersPerBlock;
        StorageLog.WorkersLeased(logger, first, first + WorkersPerBlock - 1);
    }
}
