using System.Net;
using OrleansChat.WebFrontend.Gateway.Bridges;
using OrleansChat.WebFrontend.Gateway.Identity;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>How the gateway treats those who connect; the host binds it from <c>Chat</c>.</summary>
public sealed record GatewayOptions
{
    /// <summary>Limits by user and address count, and origins are checked from everywhere. Off in
    /// development.</summary>
    public bool Strict { get; init; } = true;

    /// <summary>Who is believed. Setting <c>Chat:Security:Mode</c>.</summary>
    public AuthenticationMode Mode { get; init; } = AuthenticationMode.Production;

    /// <summary>Where those come from who are believed in <see cref="AuthenticationMode.TrustedNetwork"/>. Setting
    /// <c>Chat:Security:TrustedCidrs</c>.</summary>
    public IReadOnlyList<IPNetwork> TrustedNetworks { get; init; } = [];

    /// <summary>Host applications that may call. Setting <c>Chat:Security:Apps</c>.</summary>
    public IReadOnlyList<AppKey> Apps { get; init; } = [];

    /// <summary>Zone of the local times that protocols print. Setting <c>Chat:TimeZone</c>.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Whether chat rooms that anybody may enter are one for all protocols. Setting
    /// <c>Chat:Bridge:ChatRooms</c>.</summary>
    public bool BridgesChatRooms { get; init; }

    /// <summary>Open sockets of one user on this node.</summary>
    public int SocketsPerUser { get; init; } = 10;

    /// <summary>Open sockets from one address.</summary>
    public int SocketsPerAddress { get; init; } = 200;

    /// <summary>Those of them that have not said yet who they are.</summary>
    public int UnknownSocketsPerAddress { get; init; } = 20;

    /// <summary>Handshakes from one address within <see cref="HandshakeWindow"/>.</summary>
    public int HandshakesPerAddress { get; init; } = 50;

    /// <summary>See <see cref="HandshakesPerAddress"/>.</summary>
    public TimeSpan HandshakeWindow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Open sockets of this node, whoever holds them. Holds in development too.</summary>
    public int MaxSockets { get; init; } = 50_000;

    /// <summary>Origins, exact, from which a browser may connect and call. Setting
    /// <c>Chat:Security:AllowedOrigins</c>.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Where the portal listens: its pages may call. Setting <c>Chat:Portal:Url</c>.</summary>
    public int PortalPort { get; init; }

    /// <summary>How long sockets have for their good-bye when the server stops.</summary>
    public TimeSpan DrainDeadline { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How often read positions are reported.</summary>
    public TimeSpan PositionInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a change of a room's local listeners waits for further ones before the room is told.</summary>
    public TimeSpan LeaseDebounce { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often leases are renewed; they last ninety seconds.</summary>
    public TimeSpan LeaseRenewal { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Messages of one conversation that wait while a hole before them is repaired; more are read from the log
    /// again.</summary>
    public int MaxWaitingMessages { get; init; } = 1_000;

    /// <summary>Whether a switch of <see cref="BridgeTable"/> is on.</summary>
    public bool IsBridgeOn(string setting) => setting == BridgeTable.ChatRoomSwitch && BridgesChatRooms;
}
