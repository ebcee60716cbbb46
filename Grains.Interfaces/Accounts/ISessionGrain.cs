using Orleans.Concurrency;
using OrleansChat.Errors;

namespace OrleansChat.Accounts;

/// <summary>One login session, found by the hash of its token.</summary>
/// <remarks>Keyed by SHA-256 of the token in lower-case hexadecimal: the token itself is stored nowhere. Idle for 7
/// days or 30 days old it ends.</remarks>
[Alias("session")]
public interface ISessionGrain : IGrainWithStringKey
{
    /// <summary>Who the token speaks for.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The session; or <see cref="ChatError.Unauthenticated"/>, <see cref="ChatError.SessionReplaced"/>,
    /// <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("get"), AlwaysInterleave]
    Task<Reply<SessionView>> GetAsync(CancellationToken cancellation);

    /// <summary>Begins the session or renews what is known of its device. Called by the user's grain only.</summary>
    /// <param name="userId">Whose it is.</param>
    /// <param name="command">Which device.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    [Alias("open")]
    Task OpenAsync(int userId, OpenSession command, CancellationToken cancellation);

    /// <summary>Ends the session. Called by the user's grain only.</summary>
    /// <param name="replaced">Whether another login took its place.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    [Alias("end")]
    Task EndAsync(bool replaced, CancellationToken cancellation);
}
