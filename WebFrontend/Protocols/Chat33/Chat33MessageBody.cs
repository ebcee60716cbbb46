using System.Buffers;
using System.Text;
using System.Text.Json;
using OrleansChat.Conversations;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>The document's <c>msg</c> object: which members each kind must have. Source: chat33.md, Msg 格式说明;
/// decisions 1.4.</summary>
internal static class Chat33MessageBody
{
    /// <summary>The kind of a msgType that a client may send.</summary>
    /// <returns>False for 6 (the server's own), 7 and whatever has no meaning.</returns>
    public static bool TryKind(int messageType, out MessageKind kind)
    {
        kind = (MessageKind)messageType;
        return messageType is >= 0 and <= 5 or >= 8 and <= 12;
    }

    /// <summary>Whether the object has what its kind needs, in the right types. One that is encrypted is relayed
    /// unseen.</summary>
    /// <param name="kind">What the object is to be.</param>
    /// <param name="body">A strict JSON object in UTF-8.</param>
    public static bool IsComplete(MessageKind kind, ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, Chat33Json.ReaderOptions);
        var found = Members.None;
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            found |= Take(ref reader);
        }

        if (found.HasFlag(Members.EncryptedMessage))
        {
            return true;
        }

        var needed = Needed(kind);
        return (found & needed) == needed && !found.HasFlag(Members.TooLong);
    }

    /// <summary>{"content":"..."}.</summary>
    public static string OfText(string content)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = Chat33Json.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("content", content);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(body.WrittenSpan);
    }

    /// <summary>The <c>content</c> of a stored body; empty when a client encrypted it.</summary>
    public static string TextOf(string body)
    {
        if (body.Length == 0)
        {
            return "";
        }

        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty("content", out var content) && content.ValueKind is JsonValueKind.String
            ? content.GetString()!
            : "";
    }

    private static Members Needed(MessageKind kind) => kind switch
    {
        MessageKind.Announcement or MessageKind.Text => Members.Content,
        MessageKind.Audio => Members.MediaUrl | Members.Time,
        MessageKind.Image => Members.ImageUrl | Members.Width | Members.Height,
        MessageKind.RedPacket => Members.Coin | Members.PacketId | Members.PacketType | Members.PacketUrl,
        MessageKind.Video => Members.MediaUrl | Members.Time,
        _ => Members.None,
    };

    private static Members Take(ref Utf8JsonReader reader)
    {
        var (member, type) = Known(in reader);
        reader.Read();
        var isRight = reader.TokenType == type || (type is JsonTokenType.None && reader.TokenType is not JsonTokenType.Null);
        if (member is Members.Content && isRight && reader.ValueSpan.Length > Chat33Limits.MaxTextLength
            && reader.GetString()!.Length > Chat33Limits.MaxTextLength)
        {
            member |= Members.TooLong;
        }

        reader.Skip();
        return isRight ? member : Members.None;
    }

    /// <summary>The member that the reader stands on and the type it must have; None for either.</summary>
    private static (Members Member, JsonTokenType Type) Known(in Utf8JsonReader reader) => reader switch
    {
        _ when reader.ValueTextEquals("content"u8) => (Members.Content, JsonTokenType.String),
        _ when reader.ValueTextEquals("encryptedMsg"u8) => (Members.EncryptedMessage, JsonTokenType.String),
        _ when reader.ValueTextEquals("mediaUrl"u8) => (Members.MediaUrl, JsonTokenType.String),
        _ when reader.ValueTextEquals("time"u8) => (Members.Time, JsonTokenType.Number),
        _ when reader.ValueTextEquals("imageUrl"u8) => (Members.ImageUrl, JsonTokenType.String),
        _ when reader.ValueTextEquals("width"u8) => (Members.Width, JsonTokenType.Number),
        _ when reader.ValueTextEquals("height"u8) => (Members.Height, JsonTokenType.Number),
        _ when reader.ValueTextEquals("coin"u8) => (Members.Coin, JsonTokenType.None),
        _ when reader.ValueTextEquals("packetId"u8) => (Members.PacketId, JsonTokenType.String),
        _ when reader.ValueTextEquals("packetType"u8) => (Members.PacketType, JsonTokenType.None),
        _ when reader.ValueTextEquals("packetUrl"u8) => (Members.PacketUrl, JsonTokenType.String),
        _ => (Members.None, JsonTokenType.None),
    };

    [Flags]
    private enum Members
    {
        None = 0,
        Content = 1,
        EncryptedMessage = 2,
        MediaUrl = 4,
        Time = 8,
        ImageUrl = 16,
        Width = 32,
        Height = 64,
        Coin = 128,
        PacketId = 256,
        PacketType = 512,
        PacketUrl = 1024,
        TooLong = 2048,
    }
}
