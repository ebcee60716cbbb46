namespace OrleansChat.Rooms;

/// <summary>Times of mutes, in milliseconds since 1970, UTC.</summary>
public static class MuteTimes
{
    /// <summary>Until somebody lifts it: the beginning of the year 2200. Source: chat33.decisions.md 1.1,
    /// time.</summary>
    public const long Forever = 7_258_089_600_000;
}
