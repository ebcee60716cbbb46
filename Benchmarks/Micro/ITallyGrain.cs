using Orleans.Concurrency;

namespace OrleansChat.Benchmarks.Micro;

/// <summary>The cheapest grain there is: what is measured is the call.</summary>
[Alias("bench.tally")]
public interface ITallyGrain : IGrainWithIntegerKey
{
    /// <summary>Adds and answers at once.</summary>
    [Alias("add")]
    Task<int> AddAsync(int amount);

    /// <summary>The same past others.</summary>
    [Alias("add-interleaved"), AlwaysInterleave]
    Task<int> AddInterleavedAsync(int amount);

    /// <summary>Answers after it has waited once.</summary>
    [Alias("add-later")]
    Task<int> AddLaterAsync(int amount);
}
