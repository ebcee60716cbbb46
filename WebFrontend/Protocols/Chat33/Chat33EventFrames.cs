using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansChat.Conversations;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>Event 0, a message. Written by hand, member by member, in <see cref="Chat33Codec"/>, which is on the hot
/// path; this is its shape.</summary>
/// <remarks>ChannelType: see <see cref="Chat33Channels"/>. MsgType: see <see cref="MessageKind"/>. IsSnap: 1 to be
/// forgotten once seen, 2 not. Datetime: Unix time in milliseconds, as in every frame.</remarks>
internal sealed record MessageFrame(
    int EventType,
    string MsgId,
    int ChannelType,
    string FromId,
    string TargetId,
    long Datetime,
    string LogId,
    int MsgType,
    RawJson Msg,
    int IsSnap,
    FrameSender SenderInfo);

/// <summary>Who sent a message, as he was called then.</summary>
internal sealed record FrameSender(string Nickname, string Avatar);

/// <summary>What became of a client's frame. Code 0 is success; a message that was taken gets no such frame but its
/// own.</summary>
internal sealed record AnswerFrame(int EventType, string MsgId, int Code, string Content);

/// <summary>Event 3: the receiver may not speak for <c>MutedLastTime</c> ms; 0 when he may again.</summary>
internal sealed record UserMutedFrame(int EventType, long MutedTime, long MutedLastTime, long Datetime);

/// <summary>Events 4 and 5: a chat room was closed, or deleted.</summary>
internal sealed record ChatRoomEndedFrame(int EventType, string GroupId, long Datetime);

/// <summary>Event 7: a chat room was opened. Status is 0 for open, the numbers are texts.</summary>
internal sealed record ChatRoomOpenedFrame(
    int EventType,
    string GroupId,
    string GroupName,
    string Avatar,
    string Description,
    long CreateTime,
    long OpenTime,
    long CloseTime,
    int Status,
    string TotalNumber,
    string UserNumber,
    string VisitorNumber);

/// <summary>Event 9: the session was replaced by a login elsewhere; the last frame before close code 4001.</summary>
internal sealed record ReplacedFrame(int EventType, string Content, long Datetime);

/// <summary>Event 10: a message was taken back (OperateType 1) or deleted (2). LogType: 1 room, 2 friend.</summary>
internal sealed record MessageTakenBackFrame(int EventType, int LogType, string LogId, int OperateType, string UserName);

/// <summary>Event 20: somebody came into a room.</summary>
internal sealed record RoomJoinedFrame(int EventType, string RoomId, string UserId, long Datetime);

/// <summary>Event 21: somebody left a room (Type 1) or was put out of it (2).</summary>
internal sealed record RoomLeftFrame(
    int EventType, string RoomId, string UserId, int Type, string Content, long Datetime);

/// <summary>Event 22: a room has ended.</summary>
internal sealed record RoomDissolvedFrame(int EventType, string RoomId, long Datetime);

/// <summary>Events 23 and 31: an application to a room (Type 1) or for a friendship (2), or its answer. Status: 1
/// waiting, 2 refused, 3 accepted.</summary>
internal sealed record ApplicationFrame(
    int EventType,
    ApplicationParty SenderInfo,
    ApplicationParty ReceiveInfo,
    string Id,
    int Type,
    string ApplyReason,
    int Status,
    long Datetime);

/// <summary>Who applies, or the one or the room that was asked.</summary>
internal sealed record ApplicationParty(string Id, string Name, string Avatar, string Position);

/// <summary>Event 24: how many of a room are on line; a text.</summary>
internal sealed record OnlineCountFrame(int EventType, string RoomId, string Number, long Datetime);

/// <summary>Event 25: whether the receiver may speak in a room (Type 1) or not (2) until Deadline.</summary>
internal sealed record RoomMuteFrame(int EventType, string RoomId, int Type, long Deadline);

/// <summary>Event 32: a friendship ended. The sender ended it.</summary>
internal sealed record FriendDeletedFrame(
    int EventType,
    ApplicationParty SenderInfo,
    ApplicationParty ReceiveInfo,
    string Source,
    string Source2,
    long Datetime);

/// <summary>Event 34: a user has a new public key. The private one travels in logins alone, so it is empty here.
/// </summary>
internal sealed record PublicKeyFrame(int EventType, string UserId, string PublicKey, string PrivateKey);

/// <summary>Events 29 and 43: everything that was asked for has been sent.</summary>
internal sealed record EndFrame(int EventType);

/// <summary>Events 28, 40, 41 and 46: frames of event 0, at most 50. Written frame by frame in
/// <see cref="Chat33Batch"/>; this is its shape.</summary>
internal sealed record BatchFrame(int EventType, ImmutableArray<MessageFrame> List);

/// <summary>Event 47: between these times the client has everything.</summary>
internal sealed record RangeEndFrame(int EventType, long Begin, long End);

/// <summary>The serializers of the frames, made at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(MessageFrame))]
[JsonSerializable(typeof(AnswerFrame))]
[JsonSerializable(typeof(UserMutedFrame))]
[JsonSerializable(typeof(ChatRoomEndedFrame))]
[JsonSerializable(typeof(ChatRoomOpenedFrame))]
[JsonSerializable(typeof(ReplacedFrame))]
[JsonSerializable(typeof(MessageTakenBackFrame))]
[JsonSerializable(typeof(RoomJoinedFrame))]
[JsonSerializable(typeof(RoomLeftFrame))]
[JsonSerializable(typeof(RoomDissolvedFrame))]
[JsonSerializable(typeof(ApplicationFrame))]
[JsonSerializable(typeof(OnlineCountFrame))]
[JsonSerializable(typeof(RoomMuteFrame))]
[JsonSerializable(typeof(FriendDeletedFrame))]
[JsonSerializable(typeof(PublicKeyFrame))]
[JsonSerializable(typeof(EndFrame))]
[JsonSerializable(typeof(BatchFrame))]
[JsonSerializable(typeof(RangeEndFrame))]
internal sealed partial class Chat33EventJson : JsonSerializerContext;
