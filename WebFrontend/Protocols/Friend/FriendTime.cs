using System.Globalization;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>Moments as this protocol prints them.</summary>
internal static class FriendTime
{
    private const string Format = "yyyy-MM-dd HH:mm:ss";

    /// <summary>Characters of one.</summary>
    public const int Length = 19;

    /// <summary>Local time of the zone.</summary>
    public static string Text(long unixMs, TimeZoneInfo zone) =>
        Local(unixMs, zone).ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The same, in ASCII.</summary>
    /// <param name="unixMs">The moment.</param>
    /// <param name="zone">Whose local time.</param>
    /// <param name="output"><see cref="Length"/> bytes.</param>
    public static void Write(long unixMs, TimeZoneInfo zone, Span<byte> output) =>
        Local(unixMs, zone).TryFormat(output, out _, Format, CultureInfo.InvariantCulture);

    private static DateTimeOffset Local(long unixMs, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(unixMs), zone);
}
