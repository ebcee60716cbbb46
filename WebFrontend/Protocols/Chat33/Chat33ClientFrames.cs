using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansChat.Conversations;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>Event 0: a message. Read by hand in <see cref="Chat33FrameReader"/>; this is its shape.</summary>
/// <remarks>MsgType: a <see cref="MessageKind"/> that a client may send.</remarks>
internal sealed record SendMessageFrame(
    int? EventType, string? MsgId, int ChannelType, string TargetId, int MsgType, RawJson Msg, int? IsSnap);

/// <summary>Events 1 and 2: enters or leaves a chat room.</summary>
internal sealed record ChatRoomFrame(int EventType, string? MsgId, string GroupId);

/// <summary>Event 26: passes a room's key to members, a copy encrypted for each.</summary>
internal sealed record SendRoomKeysFrame(int EventType, string RoomId, string FromKey, ImmutableArray<MemberKey> Secret);

/// <summary>One member's copy of a room's key.</summary>
internal sealed record MemberKey(string UserId, string Key);

/// <summary>Event 27: asks for keys of rooms, those of a time and before it first.</summary>
internal sealed record AskRoomKeysFrame(int EventType, long Datetime);

/// <summary>Event 33: replaces the user's public key.</summary>
internal sealed record SetPublicKeyFrame(int EventType, string PublicKey);

/// <summary>Event 42: asks for what was missed since then; 0 for the last days.</summary>
internal sealed record AskMissedFrame(int EventType, long Time);

/// <summary>Event 45: says how many messages between two times the client has; an End of -1 is now.</summary>
internal sealed record AskRangeFrame(int EventType, long Begin, long End, int Total);

/// <summary>The shapes of what clients send; they are read by hand.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SendMessageFrame))]
[JsonSerializable(typeof(ChatRoomFrame))]
[JsonSerializable(typeof(SendRoomKeysFrame))]
[JsonSerializable(typeof(AskRoomKeysFrame))]
[JsonSerializable(typeof(SetPublicKeyFrame))]
[JsonSerializable(typeof(AskMissedFrame))]
[JsonSerializable(typeof(AskRangeFrame))]
internal sealed partial class Chat33ClientJson : JsonSerializerContext;
