using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Protocols.Im;

namespace OrleansChat.Tests.Protocols.Im;

/// <summary>Decisions 4 and 26, and rates: what the clock does to a socket.</summary>
public sealed class ImWatchTests : IDisposable
{
    private readonly SteppedClock _clock = new();
    private readonly MemoryStream _output = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SocketSession _socket;
    private readonly ImSession _session;

    public ImWatchTests() => (_socket, _session) = Open(new SocketLimits { FramesPerSecond = 20, Burst = 60 });

    public void Dispose()
    {
        _services.Dispose();
        _output.Dispose();
    }

    [Fact]
    public async Task Who_does_not_say_who_he_is_has_thirty_seconds()
    {
        await SayAsync("""{"msgType":"Heartbeat"}""");
        _clock.Move(TimeSpan.FromSeconds(29));
        _session.Watch();
        Assert.False(_socket.IsClosing);
        _clock.Move(TimeSpan.FromSeconds(1));
        _session.Watch();

        Assert.True(_socket.IsClosing);
        Assert.Contains("鉴权失败", Written(), StringComparison.Ordinal);
        Assert.Equal(4401, CloseCode());
    }

    [Theory]
    [InlineData(true, 90)]
    [InlineData(false, 3_600)]
    public async Task Who_is_not_heard_of_is_let_go(bool hasHeartbeat, int seconds)
    {
        _socket.Identify(new SocketIdentity("Im", 7, "", "", ""));
        if (hasHeartbeat)
        {
            await SayAsync("""{"msgType":"Heartbeat"}""");
        }

        for (var i = 0; i < 3; i++)
        {
            _clock.Move(TimeSpan.FromSeconds(seconds - 1));
            _session.Watch();
            Assert.False(_socket.IsClosing);
            await SayAsync("{"); // anything is heard
        }

        _clock.Move(TimeSpan.FromSeconds(seconds));
        _session.Watch();

        Assert.Equal(1001, CloseCode());
    }

    [Fact]
    public async Task Who_is_too_fast_is_told_and_in_the_end_let_go()
    {
        _socket.Identify(new SocketIdentity("Im", 7, "", "", ""));
        for (var i = 0; i < 60; i++)
        {
            await SayAsync("""{"msgType":"Heartbeat"}""");
        }

        Assert.Equal("", Written());
        await SayAsync("""{"id":5,"msgType":"Heartbeat"}""");
        Assert.Contains("""\"code\":429,\"srcId\":5""", Written(), StringComparison.Ordinal);
        _clock.Move(TimeSpan.FromMilliseconds(50));
        await SayAsync("""{"id":6,"msgType":"Heartbeat"}""");
        Assert.DoesNotContain("""\"srcId\":6""", Written(), StringComparison.Ordinal);
        for (var i = 0; i < 199; i++)
        {
            await SayAsync("""{"id":7,"msgType":"Heartbeat"}""");
        }

        Assert.False(_socket.IsClosing);
        await SayAsync("""{"id":8,"msgType":"Heartbeat"}""");
        Assert.Equal(1008, CloseCode());
    }

    [Fact]
    public void Frames_of_the_server_have_ids_of_their_own()
    {
        var ids = new ImFrameIds(new Node());
        var now = new DateTimeOffset(2031, 12, 31, 0, 0, 0, TimeSpan.Zero);
        var given = Enumerable.Range(0, 100_000).Select(_ => ids.Next(now)).ToArray();

        Assert.Equal(given.Length, given.Distinct().Count());
        Assert.Equal(given.Order(), given);
        Assert.All(given, id => Assert.Equal((256, id), (id % 512, (long)(double)id)));
        Assert.Equal(now, ImIds.TimeOf(given[0]));
    }

    [Fact]
    public void Reserved_ids_are_known_by_their_time()
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(1_795_000_000_000);
        var id = (ImIds.MillisecondsOf(now) << 22) | (3 << 12) | 512;

        Assert.True(ImIds.MayBeReserved(id, now));
        Assert.True(ImIds.MayBeReserved(id, now.AddMinutes(10)));
        Assert.False(ImIds.MayBeReserved(id, now.AddMinutes(12)));
        Assert.False(ImIds.MayBeReserved(id, now.AddMinutes(-12)));
        Assert.False(ImIds.MayBeReserved(id + 1, now));
        Assert.False(ImIds.MayBeReserved(5 * 512, now));
    }

    [Fact]
    public void A_node_knows_what_it_reserved_for_ten_minutes()
    {
        var clock = new FakeClock();
        var reservations = new ImReservations(clock);
        var id = ImIds.MillisecondsOf(clock.GetUtcNow()) << 22;
        reservations.Add(id, userId: 7);
        clock.Move(TimeSpan.FromMinutes(10));
        reservations.Sweep();
        Assert.True(reservations.IsFor(7, id));
        Assert.False(reservations.IsFor(8, id));
        clock.Move(TimeSpan.FromSeconds(1));
        reservations.Sweep();

        Assert.False(reservations.IsFor(7, id));
    }

    private (SocketSession Socket, ImSession Session) Open(SocketLimits limits)
    {
        var metrics = new GatewayMetrics(_services.GetRequiredService<IMeterFactory>());
        var options = new ImOptions();
        var socket = new SocketSession(
            "socket-1",
            SocketIdentity.Unknown("Im"),
            new ImCodecs(options).Numbers,
            _output,
            new SocketSurroundings(limits, _clock, metrics, NullLogger.Instance),
            () => { });
        var parts = new ImParts(
            new FakeGrains(),
            Gateway: null!,
            Fanout: null!,
            new GrainRetries(_clock, NullLogger<GrainRetries>.Instance),
            Sessions: null!,
            options,
            Posting: null!,
            new ImSystemFrames(new ImFrameIds(new Node()), _clock),
            Resends: null!,
            metrics,
            limits,
            _clock);
        return (socket, new ImSession(socket, isBelieved: true, parts));
    }

    private async Task SayAsync(string frame) =>
        await _session.OnTextAsync(Encoding.UTF8.GetBytes(frame), CancellationToken.None);

    private string Written() => Encoding.UTF8.GetString(_output.ToArray());

    /// <summary>Of the close frame, which is the last one.</summary>
    private int CloseCode()
    {
        var bytes = _output.ToArray();
        var at = Array.LastIndexOf(bytes, (byte)0x88);
        return (bytes[at + 2] << 8) | bytes[at + 3];
    }
}
