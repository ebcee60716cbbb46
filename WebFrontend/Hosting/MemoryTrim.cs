namespace OrleansChat.WebFrontend.Hosting;

/// <summary>Gives memory back to the operating system when a burst is over: without work the collector never runs
/// again.</summary>
/// <remarks>
/// Opening thousands of sockets leaves garbage and free pages that stay as long as nothing allocates. Only a quiet node
/// is trimmed, so that hardly anybody meets the pause, and only when it has grown by a quarter since the last time.
/// </remarks>
internal sealed class MemoryTrim(TimeProvider clock) : BackgroundService
{
    private const int QuietTicks = 3;
    private const long QuietBytes = 2 * 1024 * 1024; // allocated in one tick
    private const long WorthBytes = 32 * 1024 * 1024;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private long _allocated;
    private long _kept;
    private int _quiet;

    /// <summary>Whether now is the time. Asked once a tick.</summary>
    /// <param name="allocated">Bytes allocated since the start of the process.</param>
    /// <param name="committed">Bytes that the heap holds.</param>
    internal bool IsDue(long allocated, long committed)
    {
        _quiet = allocated - _allocated <= QuietBytes ? _quiet + 1 : 0;
        _allocated = allocated;
        return _quiet >= QuietTicks && committed >= _kept + (_kept / 4) + WorthBytes;
    }

    /// <summary>What the heap holds after a trim.</summary>
    internal void Trimmed(long committed) => _kept = committed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (IsDue(GC.GetTotalAllocatedBytes(), GC.GetGCMemoryInfo().TotalCommittedBytes))
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                Trimmed(GC.GetGCMemoryInfo().TotalCommittedBytes);
            }
        }
    }
}
