using Orleans.Concurrency;
using OrleansChat.Errors;

namespace OrleansChat.Accounts;

/// <summary>One account: profile, credential, sessions.</summary>
/// <remarks>Keyed by user id. What is answered with success is stored. Every method may answer
/// <see cref="ChatError.Unavailable"/>.</remarks>
[Alias("user")]
public interface IUserGrain : IGrainWithIntegerKey
{
    /// <summary>Makes the account under this id.</summary>
    /// <param name="command">Who it is for.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns>The profile, or <see cref="ChatError.UserExists"/>.</returns>
    [Alias("register")]
    Task<Reply<UserProfile>> RegisterAsync(RegisterUser command, CancellationToken cancellation);

    /// <summary>The profile.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The profile, or <see cref="ChatError.UserUnknown"/>.</returns>
    [Alias("profile"), AlwaysInterleave]
    Task<Reply<UserProfile>> GetProfileAsync(CancellationToken cancellation);

    /// <summary>Proves a password. Slow on purpose; five failures in a row delay the next tries from one second to a
    /// quarter of an hour.</summary>
    /// <param name="password">Clear text.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.WrongCredentials"/>,
    /// <see cref="ChatError.RateLimited"/>.</returns>
    [Alias("verify-password"), AlwaysInterleave]
    Task<ChatError> VerifyPasswordAsync(string password, CancellationToken cancellation);

    /// <summary>Opens a session; one of the same protocol and device type is replaced and its sockets are
    /// told.</summary>
    /// <param name="command">For which device.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns>The secret, shown once; or <see cref="ChatError.UserUnknown"/>.</returns>
    [Alias("open-session")]
    Task<Reply<SessionGrant>> OpenSessionAsync(OpenSession command, CancellationToken cancellation);

    /// <summary>Makes an existing session, known by its token, the login of a device: another of the same protocol
    /// and type is replaced.</summary>
    /// <param name="sessionId">See <see cref="SessionView.SessionId"/>; a session of this user.</param>
    /// <param name="command">Which device.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns>The grant without its token, or <see cref="ChatError.UserUnknown"/>,
    /// <see cref="ChatError.WrongToken"/>.</returns>
    [Alias("bind-session")]
    Task<Reply<SessionGrant>> BindSessionAsync(string sessionId, OpenSession command, CancellationToken cancellation);

    /// <summary>Ends a session and closes its sockets.</summary>
    /// <param name="sessionId">See <see cref="SessionView.SessionId"/>.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, also when it had ended before.</returns>
    [Alias("close-session")]
    Task<ChatError> CloseSessionAsync(string sessionId, CancellationToken cancellation);

    /// <summary>Changes name or picture; null leaves one as it is.</summary>
    /// <param name="name">1 to 64 characters without control characters, checked by the adapter; or null.</param>
    /// <param name="avatar">At most 2,048 characters; or null.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.UserUnknown"/>.</returns>
    [Alias("edit-profile")]
    Task<ChatError> EditProfileAsync(string? name, string? avatar, CancellationToken cancellation);

    /// <summary>Keeps the user from speaking anywhere from now on; his devices are told
    /// (<see cref="Fanout.NoticeKind.UserMuted"/>).</summary>
    /// <param name="staffId">Who does it, checked by the adapter to be staff; for the audit.</param>
    /// <param name="durationMs">For how long, in milliseconds, at most 365 days; 0 lets him speak again.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.UserUnknown"/>,
    /// <see cref="ChatError.InvalidValue"/>, <see cref="ChatError.Forbidden"/> when the user is staff
    /// himself.</returns>
    [Alias("mute")]
    Task<ChatError> MuteAsync(int staffId, long durationMs, CancellationToken cancellation);

    /// <summary>Keeps the keys that the user's client made; friends hear of a new public one.</summary>
    /// <param name="publicKey">At most 1,024 characters, opaque.</param>
    /// <param name="privateKey">At most 8,192 characters, encrypted by the client, opaque; null leaves it as it
    /// is.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.UserUnknown"/>.</returns>
    [Alias("set-keys")]
    Task<ChatError> SetKeysAsync(string publicKey, string? privateKey, CancellationToken cancellation);
}
