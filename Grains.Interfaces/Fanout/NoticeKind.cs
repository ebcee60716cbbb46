namespace OrleansChat.Fanout;

/// <summary>What happened, other than a message. Sent between nodes only: append, never renumber.</summary>
[GenerateSerializer, Alias("fanout.notice-kind")]
public enum NoticeKind
{
    /// <summary><c>UserId</c> came into the room.</summary>
    RoomJoined = 1,

    /// <summary><c>UserId</c> left the room by himself; <c>Text</c> is his name.</summary>
    RoomLeft = 2,

    /// <summary><c>UserId</c> was put out of the room; <c>Text</c> is his name.</summary>
    RoomRemoved = 3,

    /// <summary>The room has ended.</summary>
    RoomDissolved = 4,

    /// <summary><c>Count</c> members of the room are on line.</summary>
    OnlineCountChanged = 5,

    /// <summary>A friendship was asked for or answered: <c>Application</c>.</summary>
    FriendApplicationChanged = 6,

    /// <summary>The session whose id is <c>Text</c> was replaced by a login elsewhere, or revoked: its sockets
    /// close.</summary>
    /// <remarks><c>Count</c> is 1 when another device of the same type took its place, 2 when the same device did, 0
    /// otherwise.</remarks>
    SessionEnded = 7,

    /// <summary>The user's name or picture changed.</summary>
    ProfileChanged = 8,

    /// <summary>The grain that this comes from has forgotten who listens: the node renews its lease on the
    /// conversation, or on the presence of <c>UserId</c>.</summary>
    /// <remarks>For nodes; no client is told.</remarks>
    LeaseEnded = 9,

    /// <summary>The device of <c>UserId</c> has come back through another node: its socket <c>Text</c> on this one
    /// closes.</summary>
    /// <remarks>For nodes; no client is told.</remarks>
    SocketReplaced = 10,
}
