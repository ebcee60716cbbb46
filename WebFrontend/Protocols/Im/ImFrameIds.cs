using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>Ids of the frames that the server itself says: snowflakes that no message has, exact as doubles until 2032.
/// Nobody asks for them again.</summary>
/// <remarks>Messages' ids are multiples of 512; these are not. Source: decision 7; common.md 5.1.</remarks>
internal sealed class ImFrameIds(INode node)
{
    private const int WorkerBits = 10;
    private const int SequenceBits = 12;
    private const long Between = 256;

    private readonly long _worker = WorkerOf(node.Name) << SequenceBits;
    private long _last; // milliseconds and the eight numbers of each, together

    /// <summary>The next one.</summary>
    /// <param name="now">The time.</param>
    public long Next(DateTimeOffset now)
    {
        var least = ImIds.MillisecondsOf(now) << 3;
        long last, next;
        do
        {
            last = Volatile.Read(ref _last);
            next = Math.Max(last + 1, least);
        }
        while (Interlocked.CompareExchange(ref _last, next, last) != last);

        return ((next >> 3) << (WorkerBits + SequenceBits)) | _worker | ((next & 7) << 9) | Between;
    }

    private static long WorkerOf(string name)
    {
        var hash = 0u;
        foreach (var letter in name)
        {
            hash = (hash * 31) + letter;
        }

        return hash & ((1 << WorkerBits) - 1);
    }
}
