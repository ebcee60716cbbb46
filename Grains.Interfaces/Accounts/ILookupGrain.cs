using Orleans.Concurrency;

namespace OrleansChat.Accounts;

/// <summary>A directory entry that can be claimed once: <c>phone:{mobile}</c>, <c>mark:{digits}</c>,
/// <c>ext:{realm}:{id}</c>.</summary>
/// <remarks>Keyed by the text looked up. A claim that is answered is stored.</remarks>
[Alias("lookup")]
public interface ILookupGrain : IGrainWithStringKey
{
    /// <summary>Who holds the entry.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The id, or 0 when it is free.</returns>
    [Alias("find"), AlwaysInterleave]
    Task<long> FindAsync(CancellationToken cancellation);

    /// <summary>Takes the entry if it is free.</summary>
    /// <param name="id">Positive id of the claimer.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns>The id that holds the entry now: the claimer's own when the claim won, or had won before.</returns>
    [Alias("claim")]
    Task<long> ClaimAsync(long id, CancellationToken cancellation);
}
