using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>Numbers of the document's eventType.</summary>
internal static class Chat33Events
{
    public const int Message = 0;
    public const int EnterChatRoom = 1;
    public const int LeaveChatRoom = 2;
    public const int UserMuted = 3;
    public const int ChatRoomClosed = 4;
    public const int ChatRoomDeleted = 5;
    public const int ChatRoomOpened = 7;
    public const int Replaced = 9;
    public const int MessageTakenBack = 10;
    public const int RoomJoined = 20;
    public const int RoomLeft = 21;
    public const int RoomDissolved = 22;
    public const int RoomApplication = 23;
    public const int OnlineCount = 24;
    public const int RoomMute = 25;
    public const int SendRoomKeys = 26;
    public const int AskRoomKeys = 27;
    public const int RoomKeys = 28;
    public const int RoomKeysEnd = 29;
    public const int FriendApplication = 31;
    public const int FriendDeleted = 32;
    public const int SetPublicKey = 33;
    public const int PublicKeyChanged = 34;
    public const int ReadBatch = 40;
    public const int UnreadBatch = 41;
    public const int AskMissed = 42;
    public const int MissedEnd = 43;
    public const int AskRange = 45;
    public const int RangeBatch = 46;
    public const int RangeEnd = 47;
}

/// <summary>Numbers of the document's channelType.</summary>
internal static class Chat33Channels
{
    public const int ChatRoom = 1;
    public const int Room = 2;
    public const int Friend = 3;
}

/// <summary>What a client sent over the socket, as far as it could be read.</summary>
/// <param name="Error">Why it is refused, or <see cref="ChatError.None"/>.</param>
/// <param name="EventType">The document's eventType; 0 when absent.</param>
/// <param name="MessageId">The client's own id, or empty.</param>
/// <param name="Message">Set for event 0 without an error.</param>
/// <param name="ChatRoomId">Of events 1 and 2: the chat room; 0 when none was named.</param>
internal readonly record struct ClientFrame(
    ChatError Error, int EventType, string MessageId, ClientMessage? Message, long ChatRoomId = 0);

/// <summary>{"eventType":0,"msgId":"1","channelType":2,"targetId":"9","msgType":1,"msg":{"content":"..."},"isSnap":2}</summary>
/// <param name="ChannelType">1 to 3; see <see cref="Chat33Channels"/>.</param>
/// <param name="TargetId">Room or user id, positive.</param>
/// <param name="Kind">The document's msgType; one that a client may send.</param>
/// <param name="Body">The JSON object <c>msg</c> as it came, its members checked.</param>
/// <param name="IsSnap">Whether the reader is asked to forget it once seen.</param>
internal sealed record ClientMessage(int ChannelType, long TargetId, MessageKind Kind, string Body, bool IsSnap);

/// <summary><c>{}</c>.</summary>
internal sealed record NoData;

/// <summary>JSON that was checked when it came in, as it is.</summary>
[JsonConverter(typeof(Chat33RawJsonConverter))]
internal readonly record struct RawJson(string Text);

/// <summary>Answer of the logins. Members in snake case as the document has them.</summary>
internal sealed record LoginData(
    string Account,
    string Avatar,
    string Id,
    string Uid,
    [property: JsonPropertyName("user_level")] int UserLevel,
    string Username,
    int Verified,
    string? Token,
    int? Type,
    bool FirstLogin,
    string PublicKey,
    string PrivateKey);

/// <summary>/v1/user/is-reg: 1 when the number has an account, 0 when not.</summary>
internal sealed record IsRegisteredData(int Isreg);

/// <summary>/v1/send/sms and /v1/send/voice: 1 would ask for a puzzle first.</summary>
internal sealed record CaptchaSentData(int IsShow);

/// <summary>/v1/user/login: what <c>/user/tokenLogin</c> takes.</summary>
internal sealed record AccessTokenData([property: JsonPropertyName("access_token")] string AccessToken);

/// <summary>/user/isreg: "0" when the number has no account.</summary>
internal sealed record RegisteredData([property: JsonPropertyName("zb_uid")] string ZbUid);

/// <summary>/user/userInfo: what everybody sees; then what a friend sees; then what a colleague sees; then what staff
/// and the user himself see.</summary>
internal sealed record UserInfoData(
    string Id,
    string Uid,
    [property: JsonPropertyName("mark_id")] string MarkId,
    int Sex,
    string Name,
    string Avatar,
    int IsFriend,
    int NeedConfirm,
    int NeedAnswer,
    string Question,
    string PublicKey,
    ExtRemarkData ExtRemark)
{
    /// <summary>1 when the caller has blocked him.</summary>
    public int IsBlocked { get; init; } = 2;

    public int? NoDisturbing { get; init; }

    public int? StickyOnTop { get; init; }

    public long? AddTime { get; init; }

    public string? Remark { get; init; }

    public string? Position { get; init; }

    [JsonPropertyName("com_id")]
    public string? ComId { get; init; }

    public string? Account { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public int? Verified { get; init; }

    public int? UserLevel { get; init; }

    public string? Description { get; init; }
}

/// <summary>/permission/permissionInfo.</summary>
internal sealed record PermissionsData(ImmutableArray<PermissionData> PermissionList);

/// <summary>One thing that not everybody may do.</summary>
internal sealed record PermissionData(int PermissionId, string PermissionName);

/// <summary>/friend/list.</summary>
internal sealed record FriendsData(ImmutableArray<FriendData> UserList);

/// <summary>A row of /friend/list.</summary>
internal sealed record FriendData(
    long AddTime,
    string Id,
    string Uid,
    string Name,
    string Avatar,
    string Position,
    string Remark,
    int NoDisturbing,
    int CommonlyUsed,
    int OnTop,
    int IsDelete,
    string PublicKey,
    int IsBlocked,
    ExtRemarkData ExtRemark);

/// <summary>Notes about a friend; <c>{}</c> when there are none, otherwise all of them are there.</summary>
internal sealed record ExtRemarkData
{
    public ImmutableArray<TelephoneData>? Telephones { get; init; }

    public string? Description { get; init; }

    public ImmutableArray<string>? Pictures { get; init; }

    /// <summary>All of it, encrypted by the caller's client.</summary>
    public string? Encrypt { get; init; }
}

/// <summary>A telephone number of a friend, and what it is.</summary>
internal sealed record TelephoneData(string Remark, string Phone);

/// <summary>/chat33/forward: how many targets did not take all of it.</summary>
internal sealed record ForwardedData(int FailsNumber);

/// <summary>/user/usersInfo.</summary>
internal sealed record UsersInfoData(ImmutableArray<UserInfoData> UserList);

/// <summary>/user/userConf: how others become the caller's friends; there is one way, so these do not change.</summary>
internal sealed record UserSettingsData(
    int NeedConfirm, int NeedAnswer, string Question, string Answer, int NeedConfirmInvite);

/// <summary>/friend/isFriend.</summary>
internal sealed record IsFriendData(bool IsFriend);

/// <summary>/friend/blocked-list.</summary>
internal sealed record BlockedData(ImmutableArray<BlockedUserData> UserList);

/// <summary>Somebody whom the caller has blocked.</summary>
internal sealed record BlockedUserData(
    string Id, string Uid, string Name, string Avatar, string PublicKey, int IsBlocked, ExtRemarkData ExtRemark);

/// <summary>A row of /friend/requestList, whose data is an array and whose time is a string in the document.</summary>
internal sealed record RequestData(
    string Avatar, string Id, string Reason, string Sex, int Status, string Time, string Username);

/// <summary>/room/list.</summary>
internal sealed record RoomsData(ImmutableArray<RoomData> RoomList);

/// <summary>A row of /room/list.</summary>
internal sealed record RoomData(
    string Id,
    string MarkId,
    string Name,
    string Avatar,
    int NoDisturbing,
    int CommonlyUsed,
    int OnTop,
    int Encrypt,
    long DisableDeadline);

/// <summary>/room/info and /room/create: what a stranger sees, then what a member sees.</summary>
internal sealed record RoomInfoData(
    string Id,
    string MarkId,
    string Name,
    string Avatar,
    int CanAddFriend,
    int JoinPermission,
    int Encrypt,
    long DisableDeadline)
{
    public int? OnlineNumber { get; init; }

    public int? MemberNumber { get; init; }

    public int? ManagerNumber { get; init; }

    public int? NoDisturbing { get; init; }

    public int? OnTop { get; init; }

    public int? MemberLevel { get; init; }

    public string? RoomNickname { get; init; }

    public int? RecordPermission { get; init; }

    public SystemMessagesData? SystemMsg { get; init; }

    public int? RoomMutedType { get; init; }

    public int? MutedNumber { get; init; }

    public int? MutedType { get; init; }

    public long? Deadline { get; init; }

    public ImmutableArray<MemberData>? Users { get; init; }
}

/// <summary>/room/systemMsgs, and what /room/info shows of it. Number: all that the caller may read.</summary>
internal sealed record SystemMessagesData(int Number, ImmutableArray<SystemMessageData> List, string NextLog);

/// <summary>An announcement.</summary>
internal sealed record SystemMessageData(
    string LogId, string Content, string SenderName, string FromId, long Datetime, SenderData SenderInfo);

/// <summary>/room/userList.</summary>
internal sealed record MembersData(ImmutableArray<MemberData> UserList);

/// <summary>A member of a room.</summary>
internal sealed record MemberData(
    string Id,
    string Nickname,
    string RoomNickname,
    string Avatar,
    int MemberLevel,
    string PublicKey,
    int RoomMutedType,
    int MutedType,
    long Deadline,
    string Source,
    string Source2);

/// <summary>/room/userIsInRoom.</summary>
internal sealed record InRoomData(bool IsInRoom);

/// <summary>/room/getOnlineNumber.</summary>
internal sealed record OnlineData(int OnlineNumber);

/// <summary>/room/chatLog and /friend/chatLog.</summary>
internal sealed record LogsData(ImmutableArray<LogData> Logs, string NextLog);

/// <summary>A stored message.</summary>
internal sealed record LogData(
    string LogId,
    string MsgId,
    int ChannelType,
    string FromId,
    string TargetId,
    int MsgType,
    RawJson Msg,
    long Datetime,
    int IsSnap,
    SenderData SenderInfo,
    string? Remark);

/// <summary>The document says nickname for rooms and name for friends: both are there.</summary>
internal sealed record SenderData(string Nickname, string Name, string Avatar);

/// <summary>/chat33/RevokeFiles: how many of them could not be taken back.</summary>
internal sealed record RevokedData(int FailsNumber);

/// <summary>/room/unread and /friend/unread.</summary>
internal sealed record UnreadData(ImmutableArray<UnreadRow> Infos);

/// <summary>One conversation with something unread.</summary>
internal sealed record UnreadRow(string Id, long Number, LogData LastLog);

/// <summary>The serializers of the answers, made at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(LoginData))]
[JsonSerializable(typeof(RegisteredData))]
[JsonSerializable(typeof(ExtRemarkData))]
[JsonSerializable(typeof(ForwardedData))]
[JsonSerializable(typeof(UsersInfoData))]
[JsonSerializable(typeof(UserSettingsData))]
[JsonSerializable(typeof(IsFriendData))]
[JsonSerializable(typeof(BlockedData))]
[JsonSerializable(typeof(IsRegisteredData))]
[JsonSerializable(typeof(CaptchaSentData))]
[JsonSerializable(typeof(AccessTokenData))]
[JsonSerializable(typeof(UserInfoData))]
[JsonSerializable(typeof(PermissionsData))]
[JsonSerializable(typeof(FriendsData))]
[JsonSerializable(typeof(ImmutableArray<RequestData>))]
[JsonSerializable(typeof(RoomsData))]
[JsonSerializable(typeof(RoomInfoData))]
[JsonSerializable(typeof(MembersData))]
[JsonSerializable(typeof(MemberData))]
[JsonSerializable(typeof(InRoomData))]
[JsonSerializable(typeof(SystemMessagesData))]
[JsonSerializable(typeof(SearchData))]
[JsonSerializable(typeof(RoomEntryData))]
[JsonSerializable(typeof(ApplicationsData))]
[JsonSerializable(typeof(NumberData))]
[JsonSerializable(typeof(OnlineData))]
[JsonSerializable(typeof(LogsData))]
[JsonSerializable(typeof(RevokedData))]
[JsonSerializable(typeof(UnreadData))]
internal sealed partial class Chat33AnswerJson : JsonSerializerContext;
