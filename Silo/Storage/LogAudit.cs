using System.Collections.Immutable;
using OrleansChat.Audit;

namespace OrleansChat.Silo.Storage;

/// <summary>The verdict of <see cref="LogVerifier"/> in lines, as the audit grain passes it on.</summary>
internal sealed class LogAudit(LogVerifier verifier) : ILogVerifier
{
    public async Task<ImmutableArray<string>> VerifyAsync(CancellationToken cancellation) =>
        [.. (await verifier.VerifyAsync(cancellation)).Select(violation => violation.ToString())];
}
