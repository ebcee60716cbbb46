namespace OrleansChat.Accounts;

/// <summary>The end of the block of numbers that was given out last.</summary>
internal sealed record IdGeneratorState
{
    /// <summary>No number above it was ever given out.</summary>
    public long Reserved { get; init; } = IdGeneratorGrain.BeforeFirst;
}
