using System.Collections.Immutable;
using System.Net;

namespace OrleansChat.Benchmarks.Server;

/// <summary>Where the measured server is: a node, and the others of its cluster.</summary>
/// <param name="Chat">chat33, HTTP and socket.</param>
/// <param name="Admin">Admin calls and metrics.</param>
/// <param name="Token">Bearer token of the admin calls.</param>
/// <param name="ProcessId">The server's process, where CPU and memory are to be measured.</param>
/// <param name="DatabaseProcessId">PostgreSQL's first process, likewise.</param>
internal sealed record ServerAddress(Uri Chat, Uri Admin, string Token, int? ProcessId, int? DatabaseProcessId)
{
    /// <summary>Friend chat, HTTP and socket.</summary>
    public Uri Friend { get; init; } = Chat;

    /// <summary>The socket of IM.</summary>
    public Uri Im { get; init; } = Chat;

    /// <summary>The other nodes.</summary>
    public ImmutableArray<ServerAddress> Others { get; init; } = [];

    /// <summary>All nodes, this one first.</summary>
    public ImmutableArray<ServerAddress> Nodes => [this, .. Others];

    /// <summary>Where sockets connect to.</summary>
    public ImmutableArray<IPEndPoint> Endpoints => [.. Nodes.Select(node => node.Endpoint)];

    private IPEndPoint Endpoint => new(
        IPAddress.TryParse(Chat.Host, out var address) ? address : Dns.GetHostAddresses(Chat.Host)[0], Chat.Port);
}
