namespace OrleansChat.Errors;

/// <summary>Every way an operation can be refused. The numbers are persisted and logged: append, never
/// renumber.</summary>
[GenerateSerializer, Alias("chat.error")]
public enum ChatError
{
    /// <summary>The operation succeeded.</summary>
    None = 0,

    /// <summary>A node or the database did not answer in time; the outcome is unknown, a retry with the same key is
    /// safe.</summary>
    Unavailable = 1,

    /// <summary>A fault of the server; the log has it under the id that came with the answer.</summary>
    Internal = 2,

    /// <summary>The caller is not signed in, or the session has ended.</summary>
    Unauthenticated = 3,

    /// <summary>The session was replaced by a login of the same user on a device of the same type.</summary>
    SessionReplaced = 4,

    /// <summary>A value is of the wrong type or outside of its range.</summary>
    InvalidValue = 5,

    /// <summary>A required value is absent.</summary>
    MissingValue = 6,

    /// <summary>The bytes are not a message of the protocol.</summary>
    MalformedFrame = 7,

    /// <summary>The caller sends faster than allowed, or too many posts of one conversation wait for their
    /// commit.</summary>
    RateLimited = 8,

    /// <summary>The caller may not do this.</summary>
    Forbidden = 9,

    /// <summary>The device type is not one of the protocol's.</summary>
    UnknownDevice = 10,

    /// <summary>There is no such user.</summary>
    UserUnknown = 11,

    /// <summary>The mobile number has an account already.</summary>
    UserExists = 12,

    /// <summary>The account is unknown or the password is wrong: the caller is not told which.</summary>
    WrongCredentials = 13,

    /// <summary>The token is not, or no longer, a session.</summary>
    WrongToken = 14,

    /// <summary>The captcha is not the one that was sent.</summary>
    WrongCaptcha = 15,

    /// <summary>The captcha is too old, was used, or was tried too often.</summary>
    CaptchaExpired = 16,

    /// <summary>The captcha could not be sent now; one a minute and mobile is the limit.</summary>
    CaptchaRefused = 17,

    /// <summary>Nothing was written: the activation that was asked is not the newest one and has ended. The same call
    /// again meets the newest.</summary>
    /// <remarks>Between nodes only: frontends ask again, and what is left over is answered like
    /// <see cref="Unavailable"/>.</remarks>
    AskAgain = 18,

    /// <summary>The two users are friends already.</summary>
    AlreadyFriends = 20,

    /// <summary>The two users are not friends.</summary>
    NotFriends = 21,

    /// <summary>The request was answered before.</summary>
    RequestHandled = 22,

    /// <summary>There is no such request.</summary>
    RequestUnknown = 23,

    /// <summary>A user cannot do this to himself.</summary>
    Oneself = 24,

    /// <summary>There is no such room, or it was dissolved.</summary>
    RoomUnknown = 30,

    /// <summary>The user is not a member of the room.</summary>
    NotMember = 31,

    /// <summary>The user is a member of the room already.</summary>
    AlreadyMember = 32,

    /// <summary>The room does not let this member invite.</summary>
    InviteForbidden = 33,

    /// <summary>The room takes nobody in.</summary>
    JoinForbidden = 34,

    /// <summary>The owner must hand the room over or dissolve it before leaving.</summary>
    OwnerMustStay = 35,

    /// <summary>The room does not let its members make friends through it.</summary>
    RoomForbidsFriends = 36,

    /// <summary>A user named as a target has left the room.</summary>
    TargetNotMember = 37,

    /// <summary>The sender may not speak here for now.</summary>
    Muted = 40,

    /// <summary>Visitors read; they do not send.</summary>
    VisitorMayNotSend = 41,

    /// <summary>Announcements are for managers.</summary>
    AnnouncementForbidden = 42,

    /// <summary>The red packet is not the sender's own packet for this conversation.</summary>
    PacketUnknown = 43,

    /// <summary>There is no such message in a conversation of the caller.</summary>
    MessageUnknown = 44,

    /// <summary>This message cannot be taken back or deleted by this user.</summary>
    RecallRefused = 45,

    /// <summary>The message is too old to be taken back.</summary>
    RecallTooLate = 46,

    /// <summary>The receiver has blocked the sender.</summary>
    Blocked = 47,

    /// <summary>There is no such chat room, or it is closed.</summary>
    ChatRoomUnknown = 50,

    /// <summary>The connection has not entered the chat room.</summary>
    ChatRoomNotEntered = 51,
}
