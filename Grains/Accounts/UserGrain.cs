using System.Globalization;
using Orleans.Runtime;
using OrleansChat.Durability;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Presence;

namespace OrleansChat.Accounts;

[GrainType("user")]
internal sealed class UserGrain(
    [PersistentState("user", "Default")] IPersistentState<UserState> user,
    IPasswordHasher passwords,
    AccountParts parts) : Grain, IUserGrain
{
    private readonly LoginGuard _guard = new(parts.Clock);

    private int UserId => (int)this.GetPrimaryKeyLong();

    private UserProfile Profile => new(
        UserId, user.State.Name, user.State.Avatar, user.State.Mobile, Role, user.State.Position);

    private long Now => parts.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    private UserRole Role =>
        user.State.Mobile.Length > 0 && parts.Options.StaffMobiles.Contains(user.State.Mobile) ? UserRole.Staff : user.State.Role;

    public async Task<Reply<UserProfile>> RegisterAsync(RegisterUser command, CancellationToken cancellation)
    {
        if (user.RecordExists)
        {
            return ChatError.UserExists;
        }

        var verifier = command.Password is { } password ? await passwords.HashAsync(password, cancellation) : "";
        var registered = new UserState
        {
            Name = command.Name.Length > 0 ? command.Name : $"chat{UserId.ToString(CultureInfo.InvariantCulture)}",
            Mobile = command.Mobile,
            Role = command.Role,
            Verifier = verifier,
        };
        await user.StoreAsync(registered, DeactivateOnIdle);
        return Profile;
    }

    public Task<Reply<UserProfile>> GetProfileAsync(CancellationToken cancellation) =>
        Task.FromResult<Reply<UserProfile>>(user.RecordExists ? Profile : ChatError.UserUnknown);

    public Task<ChatError> VerifyPasswordAsync(string password, CancellationToken cancellation) =>
        _guard.TryAsync(() => passwords.VerifyAsync(password, user.State.Verifier, cancellation)); // unknown accounts cost the same

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

        await EndAsync(sessionId, SessionEndings.Closed, cancellation);
        await user.StoreAsync(user.State.LogOut(sessionId), DeactivateOnIdle);
        return ChatError.None;
    }

    public async Task<ChatError> EditProfileAsync(string? name, string? avatar, CancellationToken cancellation)
    {
        if (!user.RecordExists)
        {
            return ChatError.UserUnknown;
        }

        await user.StoreAsync(
            user.State with { Name = name ?? user.State.Name, Avatar = avatar ?? user.State.Avatar }, DeactivateOnIdle);
        await TellAsync(new Notice(NoticeKind.ProfileChanged, Now, UserId: UserId));
        return ChatError.None;
    }

    private async Task LogInAsync(string sessionId, OpenSession command, CancellationToken cancellation)
    {
        await GrainFactory.GetGrain<ISessionGrain>(sessionId).OpenAsync(UserId, command, cancellation);
        if (command.Device.Length == 0)
        {
            return; // no login of a device type: nothing is replaced
        }

        // Before they are forgotten: a login that fails half-way leaves no session open that nobody knows of.
        foreach (var login in user.State.Logins.Where(login => login.IsReplacedBy(sessionId, command)))
        {
            var ending = login.IsSameDevice(command) ? SessionEndings.SameDevice : SessionEndings.OtherDevice;
            await EndAsync(login.SessionId, ending, cancellation);
        }

        await user.StoreAsync(user.State.LogIn(sessionId, command), DeactivateOnIdle);
    }

    private async Task EndAsync(string sessionId, int ending, CancellationToken cancellation)
    {
        var session = GrainFactory.GetGrain<ISessionGrain>(sessionId);
        await session.EndAsync(replaced: ending != SessionEndings.Closed, cancellation);
        await TellAsync(new Notice(NoticeKind.SessionEnded, Now, Count: ending, Text: sessionId));
    }

    private Task TellAsync(Notice notice) =>
        parts.Fanout.TellAsync(GrainFactory, "", [UserId], notice).OrLostAsync(parts.Logger);
}
