using OrleansChat.Accounts;
using OrleansChat.Errors;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>The handshake: who it is, from where, and which audience his socket belongs to.</summary>
internal sealed class Chat33SocketEndpoint(
    IClusterClient grains,
    SocketGateway gateway,
    NodeFanout fanout,
    OriginCheck origins,
    SocketLimits limits,
    GrainRetries retries,
    TimeProvider clock)
{
    private readonly SocketLimits _limits = limits with { MaxMessageBytes = Chat33Limits.MaxFrameBytes };

    /// <summary>Both addresses answer with and without a slash at the end: clients of sockets follow no
    /// redirect.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ws", AcceptAsync);
        routes.MapGet("/chat/ws", AcceptAsync);
    }

    private async Task AcceptAsync(HttpContext http)
    {
        // Not with the request's token: once asked for it would live as long as the socket.
        var session = await Chat33Identity.FindSessionAsync(http, grains, retries, CancellationToken.None);
        if (!session.Ok)
        {
            http.Response.StatusCode = session.Error is ChatError.Unavailable or ChatError.Internal
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status401Unauthorized;
            await Chat33Endpoints.WriteAsync(http, session.Error);
            return;
        }

        if (!origins.Allows(http, Chat33Identity.HasHeaderCredential(http.Request)))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            await Chat33Endpoints.WriteAsync(http, ChatError.Forbidden);
            return;
        }

        await RunAsync(http, session.Value!);
    }

    private Task RunAsync(HttpContext http, SessionView session)
    {
        var identity = new SocketIdentity(
            Chat33Protocol.ProtocolName, session.UserId, session.SessionId, session.Device, session.DeviceId);
        var codec = session.ClientApp.Length > 0 ? Chat33Codec.Public : Chat33Codec.Document;
        return gateway.RunAsync(http, identity, codec, MakeHandler, _limits);

        Chat33Session MakeHandler(SocketSession socket) => new(socket, grains, fanout, retries, clock);
    }
}
