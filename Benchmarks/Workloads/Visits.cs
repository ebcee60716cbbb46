using System.Collections.Immutable;
using System.Net;
using System.Text;
using OrleansChat.Benchmarks.Load;
using OrleansChat.Benchmarks.Server;
using OrleansChat.Benchmarks.Sockets;

namespace OrleansChat.Benchmarks.Workloads;

/// <summary>Keeps visits under way: connect, upgrade, a frame, its answer, leave; then the next user comes.</summary>
internal sealed class Visits : ISocketEvents, IDisposable
{
    // Closed connections keep their ports for a minute: enough addresses for 16 times 28,000 visits in it.
    private const int Addresses = 16;

    private readonly ChatUser[] _users;
    private readonly LoadLoop _loop;
    private bool _coming;
    private int _underway;
    private long _started;

    public Visits(ChatUser[] users, ImmutableArray<IPEndPoint> nodes, CancellationToken cancellation)
    {
        _users = users;
        _loop = new LoadLoop(nodes, this, cancellation);
    }

    public Verdict Verdict { get; } = new();

    public LatencyHistogram Latency { get; } = new();

    /// <summary>Visits that got their answer.</summary>
    public long Count { get; private set; }

    public void Start(int concurrency)
    {
        _coming = true;
        for (var i = 0; i < concurrency; i++)
        {
            Come();
        }
    }

    public void RunFor(TimeSpan time) => _loop.RunFor(time);

    public void Finish(TimeSpan limit)
    {
        _coming = false;
        _loop.RunUntil(() => _underway == 0, limit);
        Verdict.Unanswered = _underway;
    }

    public void OnOpen(LoadSocket socket) => _loop.Send(socket, Knock.Frame);

    public void OnText(LoadSocket socket, ReadOnlySpan<byte> payload, long now)
    {
        if (Knock.IsAnsweredBy(payload))
        {
            Count++;
            Latency.Add(now - socket.StartedAt);
        }
        else if (payload.IndexOf("\"code\""u8) >= 0)
        {
            Verdict.AddFailed(Encoding.UTF8.GetString(payload));
        }
        else
        {
            return; // a notice of the server's own accord
        }

        _loop.Close(socket);
        _underway--;
        Come();
    }

    public void OnClosed(LoadSocket socket, string reason)
    {
        Verdict.AddClosed(reason);
        _underway--;
        _coming &= Verdict.Closed < 100; // a server that refuses everybody is not asked for ever
        Come();
    }

    public void OnTick(long now)
    {
    }

    public void Dispose() => _loop.Dispose();

    private void Come()
    {
        if (_coming)
        {
            var visit = _started++;
            _underway++;
            _loop.Open(
                new LoadSocket(_users[visit % _users.Length].Token),
                SocketOpener.Loopback(2 + (int)(visit % Addresses)));
        }
    }
}
