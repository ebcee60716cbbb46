using System.Text.Json.Serialization;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>Members that a message's <c>msg</c> must have; whatever else it has is relayed. Source: chat33.md, Msg
/// 格式说明. <see cref="Chat33MessageBody"/> checks them.</summary>
internal sealed record TextShape(string Content);

/// <summary>A sound: address and length in seconds.</summary>
internal sealed record AudioShape(string MediaUrl, double Time);

/// <summary>A picture: address and size in pixels.</summary>
internal sealed record ImageShape(string ImageUrl, double Width, double Height);

/// <summary>A film: address and length in seconds.</summary>
internal sealed record VideoShape(string MediaUrl, double Time, double? Width, double? Height);

/// <summary>The announcement of a red packet; coin and type are numbers or texts.</summary>
internal sealed record PacketShape(object Coin, string PacketId, object PacketType, string PacketUrl);

/// <summary>A notice that the server keeps among the messages (msgType 6); Type says of what. Source: decisions
/// 1.4.</summary>
internal sealed record AlertShape(int Type, string? Content);

/// <summary>A message that only its receivers can read: relayed unseen.</summary>
internal sealed record EncryptedShape(string EncryptedMsg);

/// <summary>The serializers of the shapes, made at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(TextShape))]
[JsonSerializable(typeof(AudioShape))]
[JsonSerializable(typeof(ImageShape))]
[JsonSerializable(typeof(VideoShape))]
[JsonSerializable(typeof(PacketShape))]
[JsonSerializable(typeof(AlertShape))]
[JsonSerializable(typeof(EncryptedShape))]
internal sealed partial class Chat33ShapeJson : JsonSerializerContext;
