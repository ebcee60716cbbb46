using System.Collections.Immutable;

namespace OrleansChat.Audit;

/// <summary>The delivery invariants as queries.</summary>
public interface ILogVerifier
{
    /// <summary>A line for each violation; empty when all hold.</summary>
    Task<ImmutableArray<string>> VerifyAsync(CancellationToken cancellation);
}
