using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using OrleansChat.Fanout;

namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>Keeps the subscribers of this process known to the directories of their streams.</summary>
/// <remarks>Renewed at intervals, and at once when something may be missing: the silo that left may have held the
/// directory. A renewal that finds itself forgotten is such a suspicion, raised when the publishers that found nobody
/// have asked again.</remarks>
internal sealed class PushLeases : IDisposable
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<IPushObserver, IPushDirectoryGrain> _held = new();
    private readonly ClusterWatch _watch;
    private readonly PushStreamOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<PushLeases> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private TaskCompletionSource _wake = NewWake();
    private Task _loop = Task.CompletedTask;

    public PushLeases(
        LossSignal signal,
        ClusterWatch watch,
        PushStreamOptions options,
        TimeProvider clock,
        ILogger<PushLeases> logger)
    {
        _watch = watch;
        _options = options;
        _clock = clock;
        _logger = logger;
        signal.Listen(() => _wake.TrySetResult());
    }

    public Task StartAsync(CancellationToken cancellation)
    {
        _loop = RenewAlwaysAsync(_stopping.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        await _loop.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Registers an observer; it is found from now on. A cluster in which a silo just died is asked
    /// again.</summary>
    public async Task BeginAsync(IPushDirectoryGrain directory, IPushObserver observer)
    {
        var (lease, fault) = await PatientCall.AskAsync(
            (directory, observer),
            static one => one.directory.RegisterAsync(one.observer, CancellationToken.None),
            _options,
            _clock);
        if (fault is not null)
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        _held[observer] = directory;
        _watch.Compare(lease!.Silos);
    }

    /// <summary>Takes a registration back. Where that fails, it ends by itself.</summary>
    public async Task EndAsync(IPushDirectoryGrain directory, IPushObserver observer)
    {
        _held.TryRemove(observer, out _);
        try
        {
            await directory.UnregisterAsync(observer, CancellationToken.None);
        }
#pragma warning disable CA1031 // the lease ends by itself
        catch (Exception exception)
#pragma warning restore CA1031
        {
            PushStreamLog.RenewalFailed(_logger, exception, directory.GetGrainId());
        }
    }

    public void Dispose() => _stopping.Dispose();

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RenewAlwaysAsync(CancellationToken cancellation)
    {
        var interval = _options.Renewal;
        while (!cancellation.IsCancellationRequested)
        {
            await Task.WhenAny(_wake.Task, Task.Delay(interval, _clock, cancellation));
            _wake = NewWake();
            var renewed = await Task.WhenAll(_held.Select(one => RenewAsync(one.Value, one.Key, cancellation)));
            interval = renewed.All(static one => one) ? _options.Renewal : _options.NobodyRefresh;
            await Task.Delay(Breath, _clock, cancellation);
        }
    }

    private async Task<bool> RenewAsync(
        IPushDirectoryGrain directory, IPushObserver observer, CancellationToken cancellation)
    {
        try
        {
            var lease = await directory.RegisterAsync(observer, cancellation);
            _watch.Compare(lease.Silos);
            if (!lease.IsKnown && _held.ContainsKey(observer))
            {
                await Task.Delay(_options.NobodyRefresh, _clock, cancellation);
                _watch.Suspect("a directory had forgotten this process");
            }

            return true;
        }
#pragma warning disable CA1031 // the next round tries again
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            PushStreamLog.RenewalFailed(_logger, exception, directory.GetGrainId());
            return false;
        }
    }
}
