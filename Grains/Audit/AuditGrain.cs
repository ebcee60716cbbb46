using System.Collections.Immutable;

namespace OrleansChat.Audit;

[GrainType("audit")]
internal sealed class AuditGrain(ILogVerifier log) : Grain, IAuditGrain
{
    public Task<ImmutableArray<string>> VerifyLogAsync(CancellationToken cancellation) => log.VerifyAsync(cancellation);
}
