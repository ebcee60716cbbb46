using System.Net;
using System.Net.Sockets;

namespace OrleansChat.Silo.Cluster;

/// <summary>Ports of a node on a machine that may have others.</summary>
internal static class FreePort
{
    /// <summary>The wanted port; on a loopback address the next one that nobody listens on.</summary>
    /// <remarks>The same port after every start lets a node take the place of the one that it was before a crash: the
    /// cluster then need not wait until that one is declared dead.</remarks>
    /// <param name="address">Where the node listens.</param>
    /// <param name="wanted">The port to begin with, or 0 for any.</param>
    /// <param name="except">A port that is given away already.</param>
    public static int From(IPAddress address, int wanted, int except = 0)
    {
        if (!IPAddress.IsLoopback(address))
        {
            return wanted;
        }

        for (var port = wanted; port <= IPEndPoint.MaxPort; port++)
        {
            if ((port == 0 || port != except) && Listen(address, port) is { } free)
            {
                return free;
            }
        }

        return wanted;
    }

    private static int? Listen(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null; // taken
        }
    }
}
