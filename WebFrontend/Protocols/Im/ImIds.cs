namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>Numbers of messages and frames. Source: common.md 5.1.</summary>
internal static class ImIds
{
    /// <summary>Largest number up to which every whole number is a double.</summary>
    private const long ExactDoubles = 1L << 53;

    /// <summary>Ids that this server gives are multiples of it.</summary>
    private const long Step = 512;

    private const int TimeShift = 22;

    private static readonly DateTimeOffset Epoch = DateTimeOffset.FromUnixTimeMilliseconds(1_420_041_600_000);

    /// <summary>An id as a client meant it: JavaScript prints other digits than those that it got.</summary>
    public static long Meant(long id) => id > ExactDoubles && id % Step != 0 ? (long)(double)id : id;

    /// <summary>When an id was made, if this server made it.</summary>
    public static DateTimeOffset TimeOf(long id) => Epoch.AddMilliseconds(id >> TimeShift);

    /// <summary>The time as it stands in an id.</summary>
    public static long MillisecondsOf(DateTimeOffset time) => (long)(time - Epoch).TotalMilliseconds;

    /// <summary>Whether this server may have given the id to a client that may still use it.</summary>
    public static bool MayBeReserved(long id, DateTimeOffset now) =>
        id % Step == 0 && (now - TimeOf(id)).Duration() <= ImLimits.ReservedFor + TimeSpan.FromMinutes(1);
}
