using System.Globalization;
using OrleansChat.Accounts;
using OrleansChat.Errors;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>The handshake: <c>/chat/{id}</c>, where the id says who comes.</summary>
/// <remarks>Source: friend.md, url and OnOpen; decisions 4, 6, 7 and 3c.</remarks>
internal sealed class FriendSocketEndpoint(
    FriendIdentity identity, SocketGateway gateway, FriendParts parts, SocketLimits limits)
{
    private readonly SocketLimits _limits = limits with { MaxMessageBytes = FriendLimits.MaxFrameBytes };

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/chat/{id}", AcceptAsync);

    private async Task AcceptAsync(HttpContext http)
    {
        var text = (string?)http.Request.RouteValues["id"];
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var userId))
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var session = await identity.AdmitAsync(http, userId);
        var exists = session.Ok ? await FindAsync(userId) : session.Error;
        if (exists is not (ChatError.None or ChatError.UserUnknown))
        {
            http.Response.StatusCode = StatusOf(exists);
            await FriendAnswer.WriteAsync(http, exists);
            return;
        }

        await (exists is ChatError.UserUnknown
            ? gateway.RunAsync(http, Nobody, parts.Codec, socket => new UnknownUserSession(socket, userId, parts), _limits)
            : gateway.RunAsync(
                http, IdentityOf(session.Value!), parts.Codec, socket => new FriendSession(socket, parts), _limits));
    }

    private static SocketIdentity Nobody => new(FriendProtocol.ProtocolName, UserId: 0, "", "", "");

    /// <summary>No device: several sockets of one user are all live.</summary>
    private static SocketIdentity IdentityOf(SessionView session) =>
        new(FriendProtocol.ProtocolName, session.UserId, session.SessionId, Device: "", session.DeviceId);

    private static int StatusOf(ChatError error) => error switch
    {
        ChatError.Unavailable or ChatError.Internal => StatusCodes.Status503ServiceUnavailable,
        ChatError.Forbidden => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status401Unauthorized,
    };

    private async ValueTask<ChatError> FindAsync(int userId)
    {
        if (userId <= 0)
        {
            return ChatError.UserUnknown;
        }

        var profile = await parts.Retries.AskAsync(
            parts.Grains.GetGrain<IUserGrain>(userId),
            static user => user.GetProfileAsync(CancellationToken.None),
            GrainRetries.ForOthers,
            CancellationToken.None);
        return profile.Error;
    }
}
