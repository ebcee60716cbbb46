using System.Text;
using System.Text.Json;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>Bytes to frames. No socket, no grain, no clock; hostile bytes are an outcome.</summary>
internal static class Chat33FrameReader
{
    public static ClientFrame Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Chat33Limits.MaxFrameBytes)
        {
            return Refused(ChatError.MalformedFrame);
        }

        if (Chat33Json.IsStrict(bytes))
        {
            return ReadObject(bytes);
        }

        // Clients that were written by copying from a word processor send “eventType”. Source: common.md 0.2.
        var straightened = WithStraightQuotes(bytes);
        return straightened.Length < bytes.Length && Chat33Json.IsStrict(straightened)
            ? ReadObject(straightened)
            : Refused(ChatError.MalformedFrame);
    }

    private static ClientFrame Refused(ChatError error, int eventType = Chat33Events.Message, string messageId = "") =>
        new(error, eventType, messageId, null);

    private static ClientFrame ReadObject(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, Chat33Json.ReaderOptions);
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
        {
            return Refused(ChatError.MalformedFrame);
        }

        var fields = new Chat33FrameFields();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            fields.Take(ref reader, bytes);
        }

        var messageId = fields.MessageId ?? "";
        if (fields.IsBroken)
        {
            return Refused(ChatError.InvalidValue, fields.EventType ?? Chat33Events.Message, messageId);
        }

        var eventType = fields.EventType ?? Chat33Events.Message;
        return eventType switch
        {
            Chat33Events.Message => ReadMessage(in fields, messageId, bytes),
            Chat33Events.EnterChatRoom when fields.GroupId is not > 0 =>
                Refused(ChatError.InvalidValue, eventType, messageId),
            Chat33Events.EnterChatRoom or Chat33Events.LeaveChatRoom =>
                new ClientFrame(ChatError.None, eventType, messageId, null, Math.Max(fields.GroupId ?? 0, 0)),
            _ => new ClientFrame(ChatError.None, eventType, messageId, null),
        };
    }

    private static ClientFrame ReadMessage(in Chat33FrameFields fields, string messageId, ReadOnlySpan<byte> bytes)
    {
        if (fields.ChannelType is not (>= Chat33Channels.ChatRoom and <= Chat33Channels.Friend)
            || fields.TargetId is not > 0
            || fields.MessageType is not { } type
            || fields.Body is not { } range
            || fields.IsSnap is not (null or 1 or 2)
            || !Chat33MessageBody.TryKind(type, out var kind))
        {
            return Refused(ChatError.InvalidValue, messageId: messageId);
        }

        var body = bytes[range];
        if (!Chat33MessageBody.IsComplete(kind, body))
        {
            return Refused(ChatError.InvalidValue, messageId: messageId);
        }

        var message = new ClientMessage(
            fields.ChannelType.Value, fields.TargetId.Value, kind, Encoding.UTF8.GetString(body), fields.IsSnap is 1);
        return new ClientFrame(ChatError.None, Chat33Events.Message, messageId, message);
    }

    private static byte[] WithStraightQuotes(ReadOnlySpan<byte> bytes)
    {
        var straight = new byte[bytes.Length];
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var rest = bytes[i..];
            var isQuote = rest.StartsWith("“"u8) || rest.StartsWith("”"u8);
            straight[length++] = isQuote ? (byte)'"' : bytes[i];
            i += isQuote ? 2 : 0;
        }

        return straight[..length];
    }
}
