using System.Collections.Immutable;
using System.Globalization;
using Orleans.Runtime;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Presence;

namespace OrleansChat.Accounts;

[GrainType("user")]
internal sealed class UserGrain(
    [PersistentState("user", "Default")] IPersistentState<UserState> user,
    AccountOptions options,
    IPasswordHasher passwords,
    IFanout fanout,
    TimeProvider clock) : Grain, IUserGrain
{
    private readonly LoginGuard _guard = new(clock);

    private int UserId => (int)this.GetPrimaryKeyLong();

    private UserProfile Profile => new(
        UserId, user.State.Name, user.State.Avatar, user.State.Mobile, Role, user.State.Position);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private UserRole Role =>
        user.State.Mobile.Length > 0 && options.StaffMobiles.Contains(user.State.Mobile) ? UserRole.Staff : user.State.Role;

    public async Task<Reply<UserProfile>> RegisterAsync(RegisterUser command, CancellationToken cancellation)
    {
        if (user.RecordExists)
        {
            return ChatError.UserExists;
        }

        var verifier = command.Password is { } password ? await passwords.HashAsync(password, cancellation) : "";
        user.State = new UserState
        {
            Name = command.Name.Length > 0 ? command.Name : $"chat{UserId.ToString(CultureInfo.InvariantCulture)}",
            Mobile = command.Mobile,
            Role = command.Role,
            Verifier = verifier,
        };
        await user.WriteStateAsync();
        return Profile;
    }

    public Task<Reply<UserProfile>> GetProfileAsync(CancellationToken cancellation) =>
        Task.FromResult<Reply<UserProfile>>(user.RecordExists ? Profile : ChatError.UserUnknown);

    public async Task<ChatError> VerifyPasswordAsync(string password, CancellationToken cancellation)
    {
        if (_guard.IsClosed)
        {
            return ChatError.RateLimited;
        }

        var fits = await passwords.VerifyAsync(password, user.State.Verifier, cancellation); // unknown accounts cost the same
        _guard.Tried(fits);
        return fits ? ChatError.None : ChatError.WrongCredentials;
    }

    public async Task<Reply<SessionGrant>> OpenSessionAsync(OpenSession command, CancellationToken cancellation)
    {
        if (!user.RecordExists)
        {
            return ChatError.UserUnknown;
        }

        var token = SessionToken.Create();
        await LogInAsync(SessionToken.SessionId(token), command, cancellation);
        return new SessionGrant(token, Profile);
    }

    public async Task<Reply<UserProfile>> BindSessionAsync(
        string sessionId, OpenSession command, CancellationToken cancellation)
    {
        if (!user.RecordExists)
        {
            return ChatError.UserUnknown;
        }

        var session = await GrainFactory.GetGrain<ISessionGrain>(sessionId).GetAsync(cancellation);
        if (session.Value?.UserId != UserId)
        {
            return ChatError.WrongToken;
        }

        await LogInAsync(sessionId, command, cancellation);
        return Profile;
    }

    public async Task<ChatError> CloseSessionAsync(string sessionId, CancellationToken cancellation)
    {
        var session = await GrainFactory.GetGrain<ISessionGrain>(sessionId).GetAsync(cancellation);
        if (session.Value?.UserId != UserId)
        {
            return ChatError.None;
        }

        user.State = user.State.LogOut(sessionId);
        await user.WriteStateAsync();
        await EndAsync(sessionId, SessionEndings.Closed, cancellation);
        return ChatError.None;
    }

    public async Task<ChatError> EditProfileAsync(string? name, string? avatar, CancellationToken cancellation)
    {
        if (!user.RecordExists)
        {
            return ChatError.UserUnknown;
        }

        user.State = user.State with { Name = name ?? user.State.Name, Avatar = avatar ?? user.State.Avatar };
        await user.WriteStateAsync();
        await fanout.TellAsync(GrainFactory, "", [UserId], new Notice(NoticeKind.ProfileChanged, Now, UserId: UserId));
        return ChatError.None;
    }

    private async Task LogInAsync(string sessionId, OpenSession command, CancellationToken cancellation)
    {
        await GrainFactory.GetGrain<ISessionGrain>(sessionId).OpenAsync(UserId, command, cancellation);
        if (command.Device.Length == 0)
        {
            return; // no login of a device type: nothing is replaced
        }

        var replaced = user.State.Logins.Where(login => login.IsReplacedBy(sessionId, command)).ToImmutableArray();
        user.State = user.State.LogIn(sessionId, command);
        await user.WriteStateAsync();
        foreach (var login in replaced)
        {
            var ending = login.IsSameDevice(command) ? SessionEndings.SameDevice : SessionEndings.OtherDevice;
            await EndAsync(login.SessionId, ending, cancellation);
        }
    }

    private async Task EndAsync(string sessionId, int ending, CancellationToken cancellation)
    {
        var session = GrainFactory.GetGrain<ISessionGrain>(sessionId);
        await session.EndAsync(replaced: ending != SessionEndings.Closed, cancellation);
        await fanout.TellAsync(
            GrainFactory, "", [UserId], new Notice(NoticeKind.SessionEnded, Now, Count: ending, Text: sessionId));
    }
}
