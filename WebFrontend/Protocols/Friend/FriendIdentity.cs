using OrleansChat.Accounts;
using OrleansChat.Errors;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Identity;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>Who a request comes from.</summary>
/// <remarks>Source: decision 6; security.md, 003.</remarks>
internal sealed class FriendIdentity(
    SessionLookup sessions, ClaimedIdentity claims, OriginCheck origins, FriendOptions options)
{
    /// <summary>The session behind the request's token.</summary>
    /// <returns>The session; or <see cref="ChatError.Unauthenticated"/>, <see cref="ChatError.SessionReplaced"/>,
    /// <see cref="ChatError.Unavailable"/>.</returns>
    public ValueTask<Reply<SessionView>> SessionOfAsync(HttpContext http, CancellationToken cancellation) =>
        sessions.FindAsync(Credentials.TokenOf(http.Request), cancellation);

    /// <summary>Whether a page of another site, in the user's browser, asks. It cannot know a token.</summary>
    public bool IsFromElsewhere(HttpContext http) =>
        !origins.AllowsCall(http, Credentials.TokenOf(http.Request).Length > 0);

    /// <summary>Decides on a handshake.</summary>
    /// <param name="http">The handshake.</param>
    /// <param name="userId">Who the address says that it is.</param>
    /// <returns>The session, without an id for one who is believed without a token; or
    /// <see cref="ChatError.Unauthenticated"/>, <see cref="ChatError.Forbidden"/> for a page of another site,
    /// <see cref="ChatError.Unavailable"/>.</returns>
    public async ValueTask<Reply<SessionView>> AdmitAsync(HttpContext http, int userId)
    {
        // A token in the query is nothing that a browser adds by itself.
        if (!origins.Allows(http, hasHeaderCredential: true))
        {
            return ChatError.Forbidden;
        }

        if (Credentials.TokenOf(http.Request).Length == 0)
        {
            return !options.RequiresToken && claims.IsBelieved(http)
                ? new SessionView("", userId, FriendProtocol.ProtocolName, "", "", "")
                : ChatError.Unauthenticated;
        }

        // Not with the request's token: once asked for it would live as long as the socket.
        var session = await SessionOfAsync(http, CancellationToken.None);
        return session.Ok && session.Value!.UserId != userId ? ChatError.Unauthenticated : session;
    }
}
