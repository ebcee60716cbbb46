namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>What a client's frame turned out to be.</summary>
internal enum FriendInputKind
{
    /// <summary>Not a message: no JSON object, or <c>to</c> or <c>text</c> is missing.</summary>
    Malformed = 0,

    /// <summary>Words for somebody.</summary>
    Message = 1,

    /// <summary>A message to an id that no user can have.</summary>
    UnknownReceiver = 2,

    /// <summary>A message whose text is too long.</summary>
    TooLong = 3,

    /// <summary>An empty text: nothing happens.</summary>
    Nothing = 4,

    /// <summary>The bare word <c>ping</c>.</summary>
    Ping = 5,
}
