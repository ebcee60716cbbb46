namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>The protocol's msgType; the names are those of the wire.</summary>
internal enum ImMessageType
{
    None,
    Auth,
    Ack,
    Heartbeat,
    Error,
    Text,
    Image,
    File,
    Video,
    Audio,
    Location,
    Link,
    Event,
}

/// <summary>The protocol's chatType; the names are those of the wire. On input <c>Team</c> is <see cref="Group"/>.</summary>
internal enum ImChatType
{
    None,
    Single,
    Group,
    Room,
    Custom,
}

/// <summary>The protocol's eventType; the names are those of the wire.</summary>
internal enum ImEventType
{
    None,
    OfflineMessage,
    Comment,
    Like,
    Relay,
    Share,
    Follow,
    Unfollow,
    Offline,
    Online,
}

/// <summary>The protocol's stateEnum; the names are those of the wire. Source: decision 12.</summary>
internal enum ImState
{
    /// <summary>On its way to the server.</summary>
    ClientToServerIng,

    /// <summary>Stored; no socket of the receiver was given it.</summary>
    Server,

    /// <summary>Given to a socket of the receiver, unconfirmed.</summary>
    ServerToClientIng,

    /// <summary>Confirmed.</summary>
    Client,
}
