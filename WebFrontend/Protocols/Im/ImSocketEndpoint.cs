using OrleansChat.Errors;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Identity;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>The handshake: anybody may come; who he is he says with his first frame.</summary>
internal sealed class ImSocketEndpoint(
    ImParts parts,
    ImCodecs codecs,
    ImWatch watch,
    SocketGateway gateway,
    OriginCheck origins,
    ClaimedIdentity claims,
    SocketLimits limits)
{
    /// <summary>Frames are counted by the session, which knows what they are.</summary>
    private readonly SocketLimits _limits = limits with
    {
        MaxMessageBytes = ImLimits.MaxFrameBytes,
        FramesPerSecond = 0,
        IgnoresBinary = true,
    };

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ws", AcceptAsync);
        routes.MapGet("/im/ws", AcceptAsync);
    }

    private async Task AcceptAsync(HttpContext http)
    {
        // The token comes in a frame, which another site in the user's browser cannot make up.
        if (!origins.Allows(http, hasHeaderCredential: true))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            await http.Response.WriteAsync(ImErrors.TextOf(ChatError.Forbidden), CancellationToken.None);
            return;
        }

        var isBelieved = claims.IsBelieved(http);
        ImSession? session = null;
        try
        {
            await gateway.RunAsync(
                http,
                SocketIdentity.Unknown(ImProtocol.ProtocolName),
                codecs.Of(http.Request),
                socket =>
                {
                    session = new ImSession(socket, isBelieved, parts);
                    watch.Add(session);
                    return session;
                },
                _limits);
        }
        finally
        {
            if (session is not null)
            {
                watch.Remove(session);
            }
        }
    }
}
