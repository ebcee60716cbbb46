using System.Buffers.Text;

namespace OrleansChat.Benchmarks.Load;

/// <summary>Who sent which message, as text of fixed width: run, lane and the lane's running number.</summary>
internal static class MessageTag
{
    /// <summary>In bytes: 8 of the run, a dash, 6 digits of the lane, a dash, 10 digits of the number.</summary>
    public const int Length = NumberOffset + NumberLength;

    public const int NumberOffset = RunLength + 1 + LaneLength + 1;
    public const int NumberLength = 10;

    private const int RunLength = 8;
    private const int LaneLength = 6;

    public static string Prefix(string run, int lane) => $"{run}-{lane:D6}-";

    /// <summary>Reads a tag of this run.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, ReadOnlySpan<byte> run, out int lane, out long number)
    {
        lane = 0;
        number = 0;
        return text.Length == Length
            && text.StartsWith(run)
            && Utf8Parser.TryParse(text.Slice(RunLength + 1, LaneLength), out lane, out var laneDigits)
            && laneDigits == LaneLength
            && Utf8Parser.TryParse(text[NumberOffset..], out number, out var numberDigits)
            && numberDigits == NumberLength;
    }
}
