namespace OrleansChat.Benchmarks.Load;

/// <summary>The fields of a chat33 frame that the generator checks; absent ones are empty, absent numbers -1.</summary>
internal readonly ref struct ScannedFrame
{
    public long EventType { get; init; }

    public long Code { get; init; }

    public long MsgType { get; init; }

    public long LogId { get; init; }

    public ReadOnlySpan<byte> MsgId { get; init; }

    public ReadOnlySpan<byte> FromId { get; init; }

    public ReadOnlySpan<byte> TargetId { get; init; }

    public ReadOnlySpan<byte> Content { get; init; }
}
