namespace OrleansChat.Tests.Support;

/// <summary>A stopwatch that a test moves.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private TimeSpan _elapsed = TimeSpan.FromHours(1);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _elapsed.Ticks;

    public void Move(TimeSpan by) => _elapsed += by;
}
