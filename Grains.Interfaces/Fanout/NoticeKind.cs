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

    /// <summary>The user may not speak anywhere from <c>AtUnixMs</c> to <c>UntilUnixMs</c>; when they are the same, he
    /// may again.</summary>
    UserMuted = 11,

    /// <summary>A room was asked to take somebody in, or a manager answered: <c>Application</c>, whose target is the
    /// room.</summary>
    RoomApplicationChanged = 12,

    /// <summary>Who may speak in the room has changed for <c>UserId</c>, or for all when it is 0; <c>Count</c> is 1 when
    /// they may speak, 2 when they may not until <c>UntilUnixMs</c>.</summary>
    RoomMuteChanged = 13,

    /// <summary>The chat room <c>RoomId</c> was opened: <c>ChatRoom</c>. For everybody on line.</summary>
    ChatRoomOpened = 15,

    /// <summary>The chat room <c>RoomId</c> was closed. For everybody on line; nobody is in it any more.</summary>
    ChatRoomClosed = 16,

    /// <summary>The chat room <c>RoomId</c> was deleted. For everybody on line; nobody is in it any more.</summary>
    ChatRoomDeleted = 17,

    /// <summary><c>UserId</c> passed the recipient a key of room <c>RoomId</c>: <c>Key</c>.</summary>
    RoomKeySent = 18,

    /// <summary><c>UserId</c> has a new public key: <c>Text</c>.</summary>
    PublicKeyChanged = 19,

    /// <summary>A friendship ended: <c>Application</c> names the two.</summary>
    FriendshipEnded = 20,
}
