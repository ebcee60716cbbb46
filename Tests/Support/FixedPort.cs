using System.Net;
using System.Net.Sockets;

namespace OrleansChat.Tests.Support;

/// <summary>Ports that a server takes some time after they were chosen.</summary>
internal static class FixedPort
{
    // Below the ports that the system gives to outgoing connections, which would take one in between.
    private const int First = 20_000;
    private const int Last = 31_000;

    private static int _next = First + Random.Shared.Next(5_000);

    /// <summary>A port of this machine on which nobody listens; each call gives another one.</summary>
    public static int Take()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref _next);
            if (port > Last)
            {
                throw new InvalidOperationException($"No free port between {First} and {Last}.");
            }

            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // somebody listens there: the next one
            }
        }
    }
}
