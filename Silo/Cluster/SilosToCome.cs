using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace OrleansChat.Silo.Cluster;

/// <summary>A frontend that starts before the silos waits for them.</summary>
internal sealed class SilosToCome(TimeProvider clock) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly long _since = clock.GetTimestamp();

    /// <inheritdoc/>
    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not (SiloUnavailableException or ConnectionFailedException or TimeoutException)
            || clock.GetElapsedTime(_since) > Patience)
        {
            return false;
        }

        await Task.Delay(Pause, clock, cancellationToken);
        return true;
    }
}
