using Orleans.Runtime;
using OrleansChat.Durability;
using OrleansChat.Fanout;
using OrleansChat.Presence;

namespace OrleansChat.Accounts;

/// <summary>The sessions of one account: which login replaces which, and who hears of it.</summary>
internal sealed class UserSessions(
    int userId, IPersistentState<UserState> user, IGrainFactory grains, AccountParts parts, Action giveUp)
{
    /// <returns>Whether it is the account's first login.</returns>
    public async Task<bool> LogInAsync(string sessionId, OpenSession command, CancellationToken cancellation)
    {
        await grains.GetGrain<ISessionGrain>(sessionId).OpenAsync(userId, command, cancellation);
        var isFirst = !user.State.HasLoggedIn;

        // Before they are forgotten: a login that fails half-way leaves no session open that nobody knows of.
        foreach (var login in user.State.Logins.Where(login => login.IsReplacedBy(sessionId, command)))
        {
            var ending = login.IsSameDevice(command) ? SessionEndings.SameDevice : SessionEndings.OtherDevice;
            await EndAsync(login.SessionId, ending, cancellation);
        }

        if (user.State.LogIn(sessionId, command) is var after && after != user.State)
        {
            await user.StoreAsync(after, giveUp);
        }

        return isFirst;
    }

    public async Task LogOutAsync(string sessionId, CancellationToken cancellation)
    {
        await EndAsync(sessionId, SessionEndings.Closed, cancellation);
        await user.StoreAsync(user.State.LogOut(sessionId), giveUp);
    }

    /// <summary>Whether the session is one of this account's.</summary>
    public async Task<bool> OwnsAsync(string sessionId, CancellationToken cancellation)
    {
        var session = await grains.GetGrain<ISessionGrain>(sessionId).GetAsync(cancellation);
        return session.Value?.UserId == userId;
    }

    private async Task EndAsync(string sessionId, int ending, CancellationToken cancellation)
    {
        var session = grains.GetGrain<ISessionGrain>(sessionId);
        await session.EndAsync(replaced: ending != SessionEndings.Closed, cancellation);
        var now = parts.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var notice = new Notice(NoticeKind.SessionEnded, now, Count: ending, Text: sessionId);
        await parts.Fanout.TellAsync(grains, "", [userId], notice).OrLostAsync(parts.Logger);
    }
}
