using System.Net;
using OrleansChat.Benchmarks.Sockets;

namespace OrleansChat.Benchmarks.Load;

/// <summary>Opens many sockets, a few at a time, while those that are open are served.</summary>
internal static class SocketOpener
{
    private const int Window = 64;
    private const int SocketsPerAddress = 20_000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    public static void OpenAll(LoadLoop loop, IReadOnlyList<LoadSocket> sockets)
    {
        for (var i = 0; i < sockets.Count; i++)
        {
            loop.Open(sockets[i], i < SocketsPerAddress ? null : Loopback(1 + (i / SocketsPerAddress)));
            while (loop.Connecting >= Window)
            {
                loop.Turn(1);
            }
        }

        if (!loop.RunUntil(() => loop.Connecting == 0, Limit))
        {
            throw new TimeoutException($"{loop.Connecting} sockets were not opened within {Limit}");
        }
    }

    /// <summary>One of the many addresses of the loopback, each with its own ports.</summary>
    public static IPAddress Loopback(int last) => new([127, 0, 0, (byte)last]);
}
