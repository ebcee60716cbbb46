using Orleans.Runtime;
using OrleansChat.Audit;
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

    private UserProfile Profile => user.State.ToProfile(UserId, Role);

    private UserSessions Sessions => new(UserId, user, GrainFactory, parts, DeactivateOnIdle);

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
        await user.StoreAsync(UserState.Of(command, UserId, verifier), DeactivateOnIdle);
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
        var isFirst = await Sessions.LogInAsync(SessionToken.SessionId(token), command, cancellation);
        return new SessionGrant(token, Profile, user.State.PrivateKey, isFirst);
    }

    public async Task<Reply<SessionGrant>> BindSessionAsync(
        string sessionId, OpenSession command, CancellationToken cancellation)
    {
        if (!user.RecordExists)
        {
            return ChatError.UserUnknown;
        }

        if (!await Sessions.OwnsAsync(sessionId, cancellation))
        {
            return ChatError.WrongToken;
        }

        var isFirst = await Sessions.LogInAsync(sessionId, command, cancellation);
        return new SessionGrant("", Profile, user.State.PrivateKey, isFirst);
    }

    public async Task<ChatError> CloseSessionAsync(string sessionId, CancellationToken cancellation)
    {
        if (await Sessions.OwnsAsync(sessionId, cancellation))
        {
            await Sessions.LogOutAsync(sessionId, cancellation);
        }

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

    public async Task<ChatError> MuteAsync(int staffId, long durationMs, CancellationToken cancellation)
    {
        var refusal = user.RecordExists ? MuteRules.Mute(Role, durationMs) : ChatError.UserUnknown;
        if (refusal is not ChatError.None)
        {
            return refusal;
        }

        var (from, until) = (Now, Now + durationMs);
        await user.StoreAsync(user.State with { MutedFromUnixMs = from, MutedUntilUnixMs = until }, DeactivateOnIdle);
        AuditLog.UserMuted(parts.Logger, staffId, UserId, durationMs);
        await TellAsync(new Notice(NoticeKind.UserMuted, from, UserId: UserId, UntilUnixMs: until));
        return ChatError.None;
    }

    public async Task<ChatError> SetKeysAsync(string publicKey, string? privateKey, CancellationToken cancellation)
    {
        if (!user.RecordExists)
        {
            return ChatError.UserUnknown;
        }

        var isNew = user.State.PublicKey != publicKey;
        var keyed = user.State with { PublicKey = publicKey, PrivateKey = privateKey ?? user.State.PrivateKey };
        await user.StoreAsync(keyed, DeactivateOnIdle);
        return isNew ? await KeyNotices.TellFriendsAsync(Profile, GrainFactory, parts) : ChatError.None;
    }

    private Task TellAsync(Notice notice) =>
        parts.Fanout.TellAsync(GrainFactory, "", [UserId], notice).OrLostAsync(parts.Logger);
}
