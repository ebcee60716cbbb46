using OrleansChat.Hosting;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Empties this node when the host stops: no new sockets, then 1001 for every open one, before Kestrel closes
/// its listeners.</summary>
/// <remarks>A socket whose message is being handled gets its answer first.</remarks>
public sealed class Drain(
    SocketTable sockets, Readiness readiness, GatewayOptions options, TimeProvider clock, ILogger<Drain> logger)
    : IHostedLifecycleService
{
    private const int SocketsPerSlice = 500;
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        readiness.Block(Readiness.Draining);
        GatewayLog.Draining(logger, sockets.Count);
        var since = clock.GetTimestamp();
        while (sockets.Count > 0 && clock.GetElapsedTime(since) < options.DrainDeadline)
        {
            // Half of the time is for answers that are under way; after it even a busy socket is told to go.
            CloseSlice(evenBusy: clock.GetElapsedTime(since) > options.DrainDeadline / 2);
            await Task.Delay(Slice, clock, cancellationToken);
        }

        var aborted = sockets.Count;
        foreach (var session in sockets.Open)
        {
            session.Abort();
        }

        GatewayLog.Drained(logger, aborted);
    }

    private void CloseSlice(bool evenBusy)
    {
        var left = SocketsPerSlice;
        foreach (var session in sockets.Open)
        {
            if (!session.IsClosing && (evenBusy || !session.IsBusy))
            {
                session.Close(SocketCloseCode.GoingAway, "the server is going away");
                if (--left == 0)
                {
                    return;
                }
            }
        }
    }
}
