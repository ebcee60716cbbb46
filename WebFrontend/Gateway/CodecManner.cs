namespace OrleansChat.WebFrontend.Gateway;

/// <summary>How the sockets of a codec want to be shown messages, where protocols differ.</summary>
[Flags]
public enum CodecManner
{
    /// <summary>What friends say, the user's own messages included; what was written was read.</summary>
    None = 0,

    /// <summary>What people say who are no friends is shown, too.</summary>
    ShowsStrangers = 1,

    /// <summary>A sender's own sockets are not shown his messages, except in his conversation with himself.</summary>
    HidesOwn = 2,

    /// <summary>Clients confirm each message: writing moves no read position, and <see cref="SocketSession.Receipts"/>
    /// keeps what is not confirmed.</summary>
    Confirms = 4,
}
