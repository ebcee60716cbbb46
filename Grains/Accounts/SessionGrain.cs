using Orleans.Runtime;
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
            session.State = state with { UsedAtUnixMs = Now };
            await session.WriteStateAsync();
        }

        var device = state.Device;
        return new SessionView(
            this.GetPrimaryKeyString(), state.UserId, device.Protocol, device.Device, device.DeviceId, device.ClientApp);
    }

    public Task OpenAsync(int userId, OpenSession command, CancellationToken cancellation)
    {
        session.State = new SessionState
        {
            UserId = userId,
            Device = command,
            OpenedAtUnixMs = session.RecordExists ? session.State.OpenedAtUnixMs : Now,
            UsedAtUnixMs = Now,
        };
        return session.WriteStateAsync();
    }

    public Task EndAsync(bool replaced, CancellationToken cancellation)
    {
        session.State = session.State with { End = replaced ? SessionEnd.Replaced : SessionEnd.Closed };
        return session.WriteStateAsync();
    }

    private bool IsExpired(SessionState state) =>
        Now - state.UsedAtUnixMs > LongestIdle.TotalMilliseconds
        || Now - state.OpenedAtUnixMs > LongestLife.TotalMilliseconds;
}
