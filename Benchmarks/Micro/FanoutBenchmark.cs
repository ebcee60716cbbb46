using BenchmarkDotNet.Attributes;
using OrleansChat.Conversations;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Benchmarks.Micro;

/// <summary>One message to the outboxes of a room: encoded once, offered to each, written to nobody.</summary>
public class FanoutBenchmark
{
    private readonly ChatMessage _message = new(
        ConversationKey.Room(7),
        41,
        7_012_345_678_901_234_176,
        1001,
        "m-1",
        MessageKind.Text,
        $"{{\"content\":\"{new string('.', 100)}\"}}",
        BurnAfterReading: false,
        SentAtUnixMs: 1_795_000_000_000,
        new Author("somebody", "http://example.com/a.png"));

    private SocketOutbox[] _outboxes = [];

    [Params(10, 1000)]
    public int Members { get; set; }

    [GlobalSetup]
    public void Open()
    {
        var traffic = new SocketTraffic("Chat33");
        var limits = new SocketLimits();
        _outboxes = [.. Enumerable.Range(0, Members)
            .Select(_ => new SocketOutbox(Stream.Null, limits, traffic, TimeProvider.System))];
    }

    [Benchmark]
    public int Deliver()
    {
        var buffer = FrameBuffer.Rent();
        buffer.BeginFrame();
        Chat33Codec.Document.TryWrite(_message, buffer);
        buffer.EndFrame();
        var entry = new OutboxEntry(buffer.ToFrame()!, null, 0);
        var taken = 0;
        foreach (var outbox in _outboxes)
        {
            taken += outbox.Offer(entry) is OutboxVerdict.Taken ? 1 : 0;
        }

        return taken;
    }
}
