using System.Collections.Concurrent;
using OrleansChat.Receipts;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>Sends again what users were given and have not confirmed: oldest first, to all of their sockets here, as long as
/// they have one. Source: decision 10.</summary>
/// <remarks>Nothing is asked of anybody while a user's sockets have confirmed everything.</remarks>
internal sealed class ImResends(
    IClusterClient grains, NodeFanout fanout, GrainRetries retries, ImOptions options, TimeProvider clock)
{
    private const int UsersAtOnce = 16;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private static readonly UndeliveredQuery Oldest = new(
        Direct: true, Rooms: true, HandedOnly: true, ImLimits.MaxResent);

    private readonly ConcurrentDictionary<int, Entry> _users = new();

    /// <summary>A socket of a user came.</summary>
    /// <param name="userId">Whose.</param>
    /// <param name="hasHanded">Whether earlier ones left something unconfirmed.</param>
    public void Add(int userId, bool hasHanded)
    {
        var entry = _users.GetOrAdd(userId, static (_, now) => new Entry(now), clock.GetTimestamp());
        if (hasHanded)
        {
            entry.HasHanded = true;
        }
    }

    /// <summary>Those whose time has come. Called about once a second.</summary>
    public async Task RoundAsync(CancellationToken cancellation)
    {
        List<int> due = [];
        foreach (var (userId, entry) in _users)
        {
            if (clock.GetElapsedTime(entry.Since) < options.ResendInterval)
            {
                continue;
            }

            entry.Since = clock.GetTimestamp();
            if (SocketsOf(userId).Length > 0)
            {
                due.Add(userId);
            }
            else if (_users.TryRemove(KeyValuePair.Create(userId, entry)) && SocketsOf(userId).Length > 0)
            {
                _users.TryAdd(userId, entry); // he came just now and was told that there is one
            }
        }

        foreach (var some in due.Chunk(UsersAtOnce))
        {
            await Task.WhenAll(some.Select(userId => ResendAsync(userId, cancellation)));
        }
    }

    private async Task ResendAsync(int userId, CancellationToken cancellation)
    {
        var sockets = SocketsOf(userId);
        if (!_users.TryGetValue(userId, out var entry)
            || (!entry.HasHanded && Array.TrueForAll(sockets, socket => socket.Receipts.IsEmpty)))
        {
            return;
        }

        await fanout.FlushPositionsAsync(userId, cancellation);
        var unconfirmed = await retries.AskAsync(
            (Receipts: grains.GetGrain<IReceiptGrain>(userId), cancellation),
            static call => call.Receipts.UndeliveredAsync(Oldest, call.cancellation),
            GrainRetries.ForOthers,
            cancellation);
        if (!unconfirmed.Ok)
        {
            return; // with the next round
        }

        entry.HasHanded = unconfirmed.Value.Length > 0;
        var before = clock.GetUtcNow().ToUnixTimeMilliseconds() - (long)Young.TotalMilliseconds;
        var old = unconfirmed.Value.RemoveAll(one => one.Message.SentAtUnixMs > before);
        foreach (var run in ImOffline.Runs(old))
        {
            foreach (var socket in sockets)
            {
                socket.TryShow(run);
            }
        }
    }

    /// <summary>What is younger is not sent again yet: its confirmation may be on its way.</summary>
    private TimeSpan Young => options.ResendInterval < LongestWait ? options.ResendInterval : LongestWait;

    private SocketSession[] SocketsOf(int userId) =>
        [.. fanout.SessionsOf(userId).Where(session => session.Handler is ImSession)];

    private sealed class Entry(long since)
    {
        public long Since { get; set; } = since;

        public bool HasHanded { get; set; }
    }
}
