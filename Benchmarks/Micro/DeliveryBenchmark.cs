using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansChat.Conversations;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Benchmarks.Micro;

/// <summary>One message on its way through a node: to all who listen to a room, and to the two users of a pair; encoded,
/// offered to each socket, written to nobody.</summary>
public class DeliveryBenchmark
{
    private readonly ChatMessage[] _room = [Message(ConversationKey.Room(7), 1001)];
    private readonly ChatMessage[] _pair = [Message(ConversationKey.Direct(1, 2), 1)];
    private DeliveryWriter _writer = null!;
    private Topic _roomTopic = null!;
    private Topic _pairTopic = null!;

    [Params(10, 1000)]
    public int Members { get; set; }

    [GlobalSetup]
    public void Open()
    {
        var services = new ServiceCollection().AddMetrics().AddSingleton<GatewayMetrics>().BuildServiceProvider();
        var metrics = services.GetRequiredService<GatewayMetrics>();
        var users = new UserTable(new ReadPositions(null!, NullLogger.Instance), TimeProvider.System);
        _writer = new DeliveryWriter(users, new VisitorTable(), metrics, TimeProvider.System, NullLogger.Instance);
        var options = new GatewayOptions();
        var topics = new TopicTable(options, TimeProvider.System);
        var surroundings = new SocketSurroundings(
            new SocketLimits(), TimeProvider.System, metrics, NullLogger.Instance);
        for (var id = 1; id <= Members; id++)
        {
            var identity = new SocketIdentity("Chat33", id, $"{id}", "Web", "");
            var session = new SocketSession(
                $"{id}", identity, Chat33Codec.Document, Stream.Null, surroundings, () => { })
            { Subscriptions = [] };
            _roomTopic = topics.Subscribe(session, users.Add(session), _room[0].Conversation, out _)!;
        }

        _pairTopic = topics.Find(_pair[0].Conversation)!;
    }

    [Benchmark]
    public void Room() => _writer.ToAudience(_roomTopic, _room, []);

    [Benchmark]
    public void Pair() => _writer.ToUsers([1, 2], _pairTopic, _pair, []);

    private static ChatMessage Message(string conversation, int senderId) => new(
        conversation,
        41,
        7_012_345_678_901_234_176,
        senderId,
        "m-1",
        MessageKind.Text,
        $"{{\"content\":\"{new string('.', 100)}\"}}",
        BurnAfterReading: false,
        SentAtUnixMs: 1_795_000_000_000,
        new Author("somebody", "http://example.com/a.png"));
}
