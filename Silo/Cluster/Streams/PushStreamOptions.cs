namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>The measures of push streams.</summary>
internal sealed record PushStreamOptions
{
    /// <summary>Items that wait for one remote process; above it they are dropped and the process is told.</summary>
    public int Capacity { get; init; } = 10_000;

    /// <summary>Items in one call.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>How long a registration holds without renewal.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often subscribers renew it.</summary>
    public TimeSpan Renewal { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long publishers use what they found in the directory.</summary>
    public TimeSpan Refresh { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long publishers believe that there is nobody.</summary>
    public TimeSpan NobodyRefresh { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a failing batch or lookup is tried again.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Between tries; longer after the first.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a process that stops waits for its queues to be sent.</summary>
    public TimeSpan Flush { get; init; } = TimeSpan.FromSeconds(2);
}
