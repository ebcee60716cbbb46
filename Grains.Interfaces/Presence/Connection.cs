namespace OrleansChat.Presence;

/// <summary>One open socket of a user.</summary>
/// <param name="ConnectionId">Unique in the cluster.</param>
/// <param name="Node">The stream key of the node that holds it.</param>
/// <param name="Protocol">The protocol's name.</param>
/// <param name="Device">Device type, or empty.</param>
/// <param name="SessionId">Id of the login session, or empty; see <c>ISessionGrain</c>.</param>
/// <param name="OpenedAtUnixMs">When it opened: of two sockets of one device the later one stays.</param>
[GenerateSerializer, Immutable, Alias("presence.connection")]
public sealed record Connection(
    [property: Id(0)] string ConnectionId,
    [property: Id(1)] string Node,
    [property: Id(2)] string Protocol,
    [property: Id(3)] string Device,
    [property: Id(4)] string SessionId,
    [property: Id(5)] long OpenedAtUnixMs = 0);
