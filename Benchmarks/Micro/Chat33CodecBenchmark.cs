using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using OrleansChat.Conversations;
using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Benchmarks.Micro;

/// <summary>What one message costs in chat33: read once, written once for all sockets.</summary>
public class Chat33CodecBenchmark
{
    private static readonly string Body = $"{{\"content\":\"{new string('.', 100)}\"}}";

    private readonly ArrayBufferWriter<byte> _output = new(1024);

    private readonly byte[] _frame = Encoding.UTF8.GetBytes(
        $"{{\"eventType\":0,\"msgId\":\"m-1\",\"channelType\":2,\"targetId\":\"7\",\"msgType\":1,\"msg\":{Body}}}");

    private readonly ChatMessage _message = new(
        ConversationKey.Room(7),
        41,
        7_012_345_678_901_234_176,
        1001,
        "m-1",
        MessageKind.Text,
        Body,
        BurnAfterReading: false,
        SentAtUnixMs: 1_795_000_000_000,
        new Author("somebody", "http://example.com/a.png"));

    [Benchmark]
    public bool Read() => Chat33FrameReader.Read(_frame).Message is not null;

    [Benchmark]
    public int Write()
    {
        _output.ResetWrittenCount();
        Chat33Codec.Document.TryWrite(_message, _output);
        return _output.WrittenCount;
    }
}
