using Orleans.Concurrency;

namespace OrleansChat.Tests.Runtime.Grains;

/// <summary>Has a timer.</summary>
[Alias("test.clock")]
public interface IClockGrain : IGrainWithIntegerKey
{
    [Alias("start")]
    Task StartAsync(TimeSpan due, TimeSpan period, bool interleave, bool fails);

    [Alias("start-holding")]
    Task StartHoldingAsync(TimeSpan due, string gate, bool interleave);

    [Alias("stop")]
    Task StopAsync();

    [Alias("ticks"), AlwaysInterleave]
    Task<int> TicksAsync();

    [Alias("hold")]
    Task<int> HoldAsync(string gate);

    [Alias("leave")]
    Task LeaveAsync();

    [Alias("busy")]
    Task<bool> WasInterruptedAsync();
}
