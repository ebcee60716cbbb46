using OrleansChat.Errors;
using OrleansChat.Presence;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Says where the users of this node are: when a socket opens, again before the lease ends, and whenever their
/// presence may have forgotten it.</summary>
internal sealed class PresenceLeases(
    IGrainFactory grains, INode node, UserTable users, GrainRetries retries, TimeProvider clock, ILogger logger)
{
    private const int SocketsAtOnce = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>A socket opened: asks again while a node is lost.</summary>
    public ValueTask<ChatError> OpenAsync(SocketSession session) => retries.AskAsync(
        (Leases: this, session),
        static one => one.Leases.ConnectAsync(one.session),
        GrainRetries.ForOthers,
        session.Closing);

    /// <summary>Renews the presence of some users. Never fails: what was not renewed is renewed later.</summary>
    /// <returns>How many sockets could not be announced.</returns>
    public async Task<int> RenewAsync(IEnumerable<LocalUser> some, CancellationToken cancellation)
    {
        var failed = 0;
        foreach (var sessions in some.SelectMany(user => user.Sessions).Chunk(SocketsAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            failed += (await Task.WhenAll(sessions.Select(TryRenewAsync))).Count(renewed => !renewed);
        }

        return failed;
    }

    /// <summary>The user's presence has forgotten this node.</summary>
    public void Forgotten(int userId)
    {
        if (users.Find(userId) is { } user)
        {
            _ = RenewAsync([user], CancellationToken.None);
        }
    }

    /// <summary>A socket closed.</summary>
    public async Task EndAsync(LocalUser user, SocketSession session)
    {
        try
        {
            await grains.GetGrain<IPresenceGrain>(user.UserId).DisconnectAsync(session.Id, CancellationToken.None);
        }
        catch (Exception fault)
        {
            GatewayLog.PresenceFailed(logger, fault, user.UserId); // its lease ends by itself
        }
    }

    private async Task<bool> TryRenewAsync(SocketSession session)
    {
        try
        {
            await ConnectAsync(session).WaitAsync(Patience, clock);
            return true;
        }
        catch (Exception fault)
        {
            GatewayLog.PresenceFailed(logger, fault, session.Identity.UserId);
            return false;
        }
    }

    private Task<ChatError> ConnectAsync(SocketSession session)
    {
        var who = session.Identity;
        return grains.GetGrain<IPresenceGrain>(who.UserId).ConnectAsync(
            new Connection(session.Id, node.Name, who.Protocol, who.Device, who.SessionId, session.OpenedAtUnixMs),
            CancellationToken.None);
    }
}
