using System.Net.WebSockets;
using Microsoft.AspNetCore.Http.Features;
using OrleansChat.WebFrontend.Gateway.Identity;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Turns a request into a socket and runs it to its end.</summary>
public sealed class SocketGateway(
    NodeFanout fanout,
    SocketTable sockets,
    Admission admission,
    GatewayMetrics metrics,
    INode node,
    TimeProvider clock,
    ILogger<SocketGateway> logger)
{
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);
    private long _lastNumber;

    /// <summary>Upgrades, registers the socket with the fan-out, reads until the client or the server has had
    /// enough.</summary>
    /// <param name="context">A handshake whose caller has been authenticated.</param>
    /// <param name="identity">Whom the socket will speak for; <see cref="SocketIdentity.Unknown"/> when the client says
    /// so later. Until then nothing is delivered to it.</param>
    /// <param name="codec">Shared by all sockets of the same audience.</param>
    /// <param name="handler">Makes the protocol's side; called once, after the upgrade and before the first
    /// frame.</param>
    /// <param name="limits">What the socket may cost.</param>
    /// <remarks>What is no handshake gets 400 or 426 in words, what is too much 429 or 503.</remarks>
    public async Task RunAsync(
        HttpContext context,
        SocketIdentity identity,
        IFrameCodec codec,
        Func<SocketSession, ISocketHandler> handler,
        SocketLimits limits)
    {
        if (SocketHandshake.Check(context) is { } reason)
        {
            metrics.Refused(identity.Protocol, "handshake");
            await SocketHandshake.RefuseAsync(context, SocketHandshake.StatusOf(context), reason);
            return;
        }

        using var seat = admission.Take(
            context.Connection.RemoteIpAddress, identity.UserId, identity.IsUnknown);
        if (seat.Refusal is { } refusal)
        {
            metrics.Refused(identity.Protocol, refusal.Reason);
            await SocketHandshake.RefuseAsync(context, refusal.Status, refusal.Reason);
            return;
        }

        var surroundings = new SocketSurroundings(limits, clock, metrics, logger);
        var output = new UpgradeStream();
        var session = new SocketSession(
            NextId(),
            identity,
            codec,
            output,
            surroundings,
            context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>().Abort)
        {
            Introduction = identity.IsUnknown ? new Introduction(seat) : null,
        };
        sockets.Add(session);
        if (admission.IsDraining)
        {
            // The drain may have looked at the table just before.
            session.Close(SocketCloseCode.GoingAway, "the server is going away");
        }

        try
        {
            session.Handler = handler(session);
            if (await OpenAsync(context, session, output) is { } stream)
            {
                await ServeAsync(stream, session, surroundings);
            }
        }
        finally
        {
            output.Open(Stream.Null); // no handshake was answered: what waited for it goes nowhere
            sockets.Remove(session);
            await session.EndAsync();
        }
    }

    /// <summary>An unknown client has said who it is, and the protocol believes it: deliveries begin, the user is
    /// present.</summary>
    /// <param name="session">Opened with <see cref="SocketIdentity.Unknown"/>.</param>
    /// <param name="identity">Of the same protocol, with a user.</param>
    /// <returns>False when the user has too many sockets, the cluster did not answer, or the socket is at its end: it
    /// is still nobody's then, and the protocol closes it.</returns>
    /// <exception cref="InvalidOperationException">It was called before, or the socket was never unknown.</exception>
    public async ValueTask<bool> IdentifyAsync(SocketSession session, SocketIdentity identity)
    {
        var unknown = session.Identity;
        if (identity.UserId <= 0 || identity.Protocol != unknown.Protocol)
        {
            throw new ArgumentException("A user of the socket's own protocol was expected.", nameof(identity));
        }

        var introduction = session.Introduction
            ?? throw new InvalidOperationException("The socket said with the handshake who it is.");
        if (!introduction.TryBegin())
        {
            return false;
        }

        var isAttached = false;
        var isNamed = false;
        try
        {
            isNamed = !session.IsClosing && introduction.Seat.TryName(identity.UserId);
            if (isNamed)
            {
                session.Identify(identity);
                isAttached = await fanout.AttachAsync(session);
            }

            return isAttached;
        }
        finally
        {
            if (isNamed && !isAttached)
            {
                await fanout.DetachAsync(session);
                session.User = null;
                session.Identify(unknown);
            }

            introduction.Complete();
        }
    }

    /// <summary>Registers the socket, then answers the handshake: who reads the answer is reached from then
    /// on.</summary>
    private async Task<Stream?> OpenAsync(HttpContext context, SocketSession session, UpgradeStream output)
    {
        if (!await fanout.AttachAsync(session))
        {
            session.Close(SocketCloseCode.TryAgainLater, "the session could not be opened");
        }

        try
        {
            var stream = await SocketHandshake.AcceptAsync(context);
            output.Open(stream);
            return stream;
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or OperationCanceledException)
        {
            await fanout.DetachAsync(session); // the client has gone before it was answered
            return null;
        }
    }

    private string NextId() => $"{node.Name}-{Interlocked.Increment(ref _lastNumber)}";

    private async Task ServeAsync(Stream input, SocketSession session, SocketSurroundings surroundings)
    {
        using var socket = WebSocket.CreateFromStream(new SocketStream(input, session), new WebSocketCreationOptions
        {
            IsServer = true,
            KeepAliveInterval = surroundings.Limits.KeepAliveInterval,
            KeepAliveTimeout = surroundings.Limits.KeepAliveTimeout,
        });
        try
        {
            var reader = new SocketReader(socket, session, session.Handler!, surroundings);
            await reader.OpenAsync();
            await reader.RunAsync();
            await session.FinishWorkAsync();
            session.Close(ReplyTo(socket.CloseStatus), "");
        }
        catch (WebSocketException)
        {
            // the client broke the protocol (the framework has put the close frame into the outbox), is gone or answers
            // no ping
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // the connection is gone
        }
        catch (Exception fault)
        {
            GatewayLog.SocketFault(logger, fault, FaultId.Next(), session.Id, session.Identity.Protocol);
            session.Close(SocketCloseCode.Fault, "a fault of the server");
        }
        finally
        {
            await session.EndIntroductionAsync();
            await fanout.DetachAsync(session);
        }

        await session.FinishWorkAsync(); // a connection that broke ends what it said no sooner than a good-bye does
        await LeaveAsync(socket, input, session);
    }

    private static int ReplyTo(WebSocketCloseStatus? status) => status is null or WebSocketCloseStatus.Empty
        ? SocketCloseCode.Normal
        : (int)status;

    /// <summary>Lets what waits and the close frame go out; the watch over deadlines ends a client that takes too
    /// long.</summary>
    private static async Task LeaveAsync(WebSocket socket, Stream input, SocketSession session)
    {
        if (!session.IsClosing)
        {
            session.Abort(); // no close frame on its way: the connection broke
            return;
        }

        await session.DrainAsync();
        if (socket.State is WebSocketState.CloseReceived or WebSocketState.Closed)
        {
            return;
        }

        // The client broke the protocol. Ending with its bytes unread would reset the connection before it reads our
        // close frame.
        var rest = new byte[512];
        using var patience = new CancellationTokenSource(Linger);
        try
        {
            while (await input.ReadAsync(rest, patience.Token) > 0)
            {
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // it went
        }
    }
}
