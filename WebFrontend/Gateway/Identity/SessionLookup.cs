using OrleansChat.Accounts;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Gateway.Identity;

/// <summary>Finds the session behind a token.</summary>
public sealed class SessionLookup(IClusterClient grains, GrainRetries retries)
{
    /// <summary>Who a token speaks for.</summary>
    /// <param name="token">What a client presents; any text.</param>
    /// <param name="cancellation">Stops the wait. Not the request's token where a socket follows: once asked for it
    /// would live as long as the socket.</param>
    /// <returns>The session; or <see cref="ChatError.Unauthenticated"/>, also for an empty token,
    /// <see cref="ChatError.SessionReplaced"/>, <see cref="ChatError.Unavailable"/>.</returns>
    public async ValueTask<Reply<SessionView>> FindAsync(string token, CancellationToken cancellation) =>
        token.Length == 0
            ? ChatError.Unauthenticated
            : await retries.AskAsync(
                (Session: grains.GetGrain<ISessionGrain>(SessionToken.SessionId(token)), cancellation),
                static call => call.Session.GetAsync(call.cancellation),
                GrainRetries.ForOthers,
                cancellation);
}
