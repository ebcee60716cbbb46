using Orleans.Runtime;
using OrleansChat.Durability;
using OrleansChat.Errors;

namespace OrleansChat.Accounts;

[GrainType("session")]
internal sealed class SessionGrain(
    [PersistentState("session", "Default")] IPersistentState<SessionState> session, TimeProvider clock)
    : Grain, ISessionGrain
{
    /// <summary>Source: security.md, credentials.</summary>
    private static readonly TimeSpan LongestIdle = TimeSpan.FromDays(7);
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(30);
    private static readonly TimeSpan UseIsStoredEvery = TimeSpan.FromHours(1);

    private Task _touching = Task.CompletedTask;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public async Task<Reply<SessionView>> GetAsync(CancellationToken cancellation)
    {
        var state = session.State;
        if (!session.RecordExists || state.End is SessionEnd.Closed || IsExpired(state))
        {
            if (!session.RecordExists)
            {
                DeactivateOnIdle(); // a guess: leave nothing behind
            }

            return ChatError.Unauthenticated;
        }

        if (state.End is SessionEnd.Replaced)
        {
            return ChatError.SessionReplaced;
        }

        if (Now - state.UsedAtUnixMs > UseIsStoredEvery.TotalMilliseconds)
        {
            _touching = session.StoreAsync(state with { UsedAtUnixMs = Now }, DeactivateOnIdle);
            await _touching;
        }

        var device = state.Device;
        return new SessionView(
            this.GetPrimaryKeyString(), state.UserId, device.Protocol, device.Device, device.DeviceId, device.ClientApp);
    }

    public async Task OpenAsync(int userId, OpenSession command, CancellationToken cancellation)
    {
        await _touching; // two writes at once: the version would refuse one of them
        var opened = new SessionState
        {
            UserId = userId,
            Device = command,
            OpenedAtUnixMs = session.RecordExists ? session.State.OpenedAtUnixMs : Now,
            UsedAtUnixMs = Now,
        };
        await session.StoreAsync(opened, DeactivateOnIdle);
    }

    public async Task EndAsync(bool replaced, CancellationToken cancellation)
    {
        await _touching;
        if (session.State.End is not SessionEnd.Open)
        {
            return; // how it ended first is how it ended
        }

        var ended = session.State with { End = replaced ? SessionEnd.Replaced : SessionEnd.Closed };
        await session.StoreAsync(ended, DeactivateOnIdle);
    }

    private bool IsExpired(SessionState state) =>
        Now - state.UsedAtUnixMs > LongestIdle.TotalMilliseconds
        || Now - state.OpenedAtUnixMs > LongestLife.TotalMilliseconds;
}
