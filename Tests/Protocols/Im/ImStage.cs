using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.Receipts;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Files;
using OrleansChat.WebFrontend.Protocols.Im;

namespace OrleansChat.Tests.Protocols.Im;

/// <summary>Sessions of this protocol on one node, before the product's own grains, without a network: what a socket
/// would carry is in a test's hand, and so is the clock.</summary>
internal sealed class ImStage : IClusterClient, IAsyncDisposable
{
    private readonly Node _node = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly TestCluster _cluster;
    private readonly NodeFanout _fanout;
    private readonly ImCodecs _codecs;
    private readonly ImParts _parts;
    private int _sockets;

    private ImStage(TestCluster cluster)
    {
        _cluster = cluster;
        var metrics = new GatewayMetrics(_services.GetRequiredService<IMeterFactory>());
        var retries = new GrainRetries(Clock, NullLogger<GrainRetries>.Instance);
        var options = new ImOptions();
        _codecs = new ImCodecs(options);
        _fanout = new NodeFanout(
            this, _node, new GatewayOptions(), metrics, retries, new LossSignal(), Clock, NullLogger<NodeFanout>.Instance);
        _parts = new ImParts(
            this,
            Gateway: null!, // nobody logs in here
            _fanout,
            retries,
            Sessions: null!,
            options,
            new ImPosting(
                this, retries, new ImReservations(Clock), _codecs, new FileSharing(this, retries), Clock),
            new ImSystemFrames(new ImFrameIds(_node), Clock),
            new ImResends(this, _fanout, retries, options, Clock),
            metrics,
            new SocketLimits { FramesPerSecond = 0 },
            Clock);
    }

    public StageClock Clock { get; } = new();

    public IServiceProvider ServiceProvider => _services;

    public static async Task<ImStage> StartAsync(params int[] users)
    {
        var cluster = await TestCluster.StartAsync();
        await cluster.RegisterAsync([.. users]);
        return new ImStage(cluster);
    }

    /// <summary>A device of a user comes.</summary>
    public async Task<ImDevice> OpenAsync(int userId)
    {
        var output = new ImFrameStream();
        var socket = new SocketSession(
            $"{_node.Name}-{++_sockets}",
            new SocketIdentity("Im", userId, "", "", ""),
            _codecs.Numbers,
            output,
            new SocketSurroundings(_parts.Limits, Clock, _parts.Metrics, NullLogger.Instance),
            () => { });
        var session = new ImSession(socket, isBelieved: true, _parts);
        socket.Handler = session;
        Assert.True(await _fanout.AttachAsync(socket));
        _parts.Resends.Add(userId, hasHanded: true);
        return new ImDevice(userId, socket, session, output);
    }

    /// <summary>It is gone without a word.</summary>
    public async Task DropAsync(ImDevice device)
    {
        await _fanout.DetachAsync(device.Socket);
        await device.Socket.EndAsync();
    }

    /// <summary>Brings to the node what the grains have announced to it.</summary>
    public async Task DeliverAsync()
    {
        while (_cluster.Fanout.Told.TryDequeue(out var told))
        {
            if (told.Node == _node.Name)
            {
                await _fanout.OnNextAsync(told.Delivery);
            }
        }
    }

    /// <summary>A minute passes.</summary>
    public async Task ResendAsync()
    {
        Clock.Move(TimeSpan.FromMinutes(1));
        await _parts.Resends.RoundAsync(CancellationToken.None);
    }

    /// <summary>What waits for a user, oldest first.</summary>
    public async Task<IReadOnlyList<ChatMessage>> WaitingAsync(int userId)
    {
        await _fanout.FlushPositionsAsync(userId, CancellationToken.None);
        var waiting = await _cluster.Grains.GetGrain<IReceiptGrain>(userId).UndeliveredAsync(
            new UndeliveredQuery(Direct: true, Rooms: true, HandedOnly: false, 1_000), CancellationToken.None);
        Assert.True(waiting.Ok);
        return [.. waiting.Value.Select(one => one.Message)];
    }

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => _cluster.Grains.GetGrain<TGrainInterface>(primaryKey);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => _cluster.Grains.GetGrain<TGrainInterface>(primaryKey);

    public async ValueTask DisposeAsync()
    {
        _fanout.Dispose();
        await _services.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    /// <summary>Both the time and the stopwatch stand still until a test moves them.</summary>
    internal sealed class StageClock : TimeProvider
    {
        private TimeSpan _passed = TimeSpan.FromHours(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _passed.Ticks;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero) + _passed;

        public void Move(TimeSpan by) => _passed += by;
    }
}
