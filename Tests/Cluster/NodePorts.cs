using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OrleansChat.Tests.Cluster;

/// <summary>The ports of one node: the same after every start, so that clients and nodes find it again.</summary>
internal sealed record NodePorts(int Chat33, int Portal, int Admin, int Silo, int Gateway)
{
    // Below the ports that the system gives to outgoing connections, which would take one while a node is away.
    private const int First = 20_000;
    private const int Last = 31_000;

    private static int _next = First + Random.Shared.Next(5_000);

    public static NodePorts Take() => new(Free(), Free(), Free(), Free(), Free());

    public static string Url(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    private static int Free()
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
