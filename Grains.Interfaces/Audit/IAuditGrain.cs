using System.Collections.Immutable;

namespace OrleansChat.Audit;

/// <summary>Checks what must always hold over everything that is stored. Keyed by 0.</summary>
[Alias("audit")]
public interface IAuditGrain : IGrainWithIntegerKey
{
    /// <summary>Runs the delivery invariants D1 to D7 over the whole log; slow on a large one.</summary>
    /// <param name="cancellation">Stops the check.</param>
    /// <returns>A line for each violation; empty when all hold.</returns>
    [Alias("verify-log"), ResponseTimeout("00:10:00")]
    Task<ImmutableArray<string>> VerifyLogAsync(CancellationToken cancellation);
}
