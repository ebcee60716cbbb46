namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Whom a socket speaks for: fixed once, mostly at the handshake; the only source of a sender's
/// identity.</summary>
/// <param name="Protocol">The protocol's name.</param>
/// <param name="UserId">User id; 0 for a visitor.</param>
/// <param name="SessionId">See <see cref="Accounts.SessionView.SessionId"/>; empty for one who came without a
/// session.</param>
/// <param name="Device">Device type, or empty.</param>
/// <param name="DeviceId">The client's own id of the device, or empty.</param>
public sealed record SocketIdentity(string Protocol, int UserId, string SessionId, string Device, string DeviceId)
{
    /// <summary>Whether the client has yet to say who it is; see <see cref="SocketGateway.IdentifyAsync"/>.</summary>
    public bool IsUnknown { get; private init; }

    /// <summary>Nobody yet. A visitor is somebody: he may enter chat rooms, an unknown client nothing.</summary>
    /// <param name="protocol">The protocol's name.</param>
    public static SocketIdentity Unknown(string protocol) => new(protocol, 0, "", "", "") { IsUnknown = true };
}
