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
    private const string Protocol = Chat33Protocol.ProtocolName;

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
        var isVisitor = session.Error is ChatError.Unauthenticated && Chat33Identity.IsVisitor(http.Request);
        if (!session.Ok && !isVisitor)
        {
            http.Response.StatusCode = session.Error is ChatError.Unavailable or ChatError.Internal
                ? StatusCodes.Status503ServiceUnavailable
                : StatusCodes.Status401Unauthorized;
            await Chat33Envelope.Document.WriteAsync(http, session.Error);
            return;
        }

        // A visitor's device id comes in a header, too.
        if (!origins.Allows(http, isVisitor || Chat33Identity.HasHeaderCredential(http.Request)))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            await Chat33Envelope.Document.WriteAsync(http, ChatError.Forbidden);
            return;
        }

        await (session.Value is { } view
            ? RunAsync(http, new(Protocol, view.UserId, view.SessionId, view.Device, view.DeviceId), view.ClientApp)
            : RunAsync(
                http,
                new(Protocol, UserId: 0, SessionId: "", Device: "", Chat33Identity.VisitorIdOf(http.Request)),
                Chat33Identity.ClientAppOf(http.Request)));
    }

    private Task RunAsync(HttpContext http, SocketIdentity identity, string clientApp)
    {
        var codec = clientApp.Length > 0 ? Chat33Codec.Public : Chat33Codec.Document;
        return gateway.RunAsync(http, identity, codec, MakeHandler, _limits);

        Chat33Session MakeHandler(SocketSession socket) => new(socket, grains, fanout, retries, clock);
    }
}
