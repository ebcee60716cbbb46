namespace OrleansChat.Silo.Storage;

/// <summary>41 bits of milliseconds, 10 bits of worker, 12 bits of sequence.</summary>
/// <remarks>
/// A node has eight workers and uses the sequence in steps of 512, so that every id is exact as a double until 2049: 64
/// slots a millisecond, whose ids grow with the slot. Source: common.md 5.1.
/// </remarks>
internal static class MessageIdLayout
{
    internal const int SlotsPerMillisecond = 64;
    internal const int Step = 512;

    /// <summary>2015-01-01 00:00 +08:00.</summary>
    internal const long EpochUnixMs = 1_420_041_600_000;

    private const int TimeShift = 22;
    private const int BlockShift = 15;

    internal static long MillisecondsOf(DateTimeOffset time) => time.ToUnixTimeMilliseconds() - EpochUnixMs;

    internal static long MillisecondsOf(long id) => id >> TimeShift;

    /// <summary>The time in an id, whoever chose it.</summary>
    internal static long UnixMsOf(long id) => MillisecondsOf(id) + EpochUnixMs;

    /// <summary>The first id of a time.</summary>
    internal static long FirstAt(long unixMs) => (unixMs - EpochUnixMs) << TimeShift;

    /// <summary>The id of a slot, counted from the epoch.</summary>
    internal static long IdOf(long slot, int block) =>
        (slot / SlotsPerMillisecond << TimeShift) | ((long)block << BlockShift) | (slot % SlotsPerMillisecond * Step);
}
