using System.Collections.Immutable;
using OrleansChat.Audit;

namespace OrleansChat.Tests.Support;

/// <summary>Nobody asks it here.</summary>
internal sealed class UnusedVerifier : ILogVerifier
{
    public Task<ImmutableArray<string>> VerifyAsync(CancellationToken cancellation) =>
        throw new InvalidOperationException("No test of the grains verifies a database.");
}
