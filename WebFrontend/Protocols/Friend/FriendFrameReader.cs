using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansChat.Conversations;
using OrleansChat.WebFrontend.Gateway.Json;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>Bytes to frames. No socket, no grain, no clock; hostile bytes are an outcome.</summary>
/// <remarks>Source: friend.md, 发送消息; decisions 2, 3, 5, 17, 18.</remarks>
internal static class FriendFrameReader
{
    public static FriendInput Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.SequenceEqual("ping"u8))
        {
            return new FriendInput(FriendInputKind.Ping);
        }

        if (StrictJson.IsOne(bytes))
        {
            return ReadObject(bytes);
        }

        // Clients that were written by copying from a word processor send “to”. Source: common.md 0.2.
        var straight = StrictJson.WithStraightQuotes(bytes);
        return straight.Length < bytes.Length && StrictJson.IsOne(straight) ? ReadObject(straight) : default;
    }

    private static FriendInput ReadObject(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, StrictJson.ReaderOptions);
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
        {
            return default;
        }

        string? to = null, text = null, messageId = "";
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("to"u8))
            {
                to = ReadId(ref reader);
            }
            else if (reader.ValueTextEquals("text"u8))
            {
                text = ReadText(ref reader, bytes);
            }
            else if (reader.ValueTextEquals("msgId"u8))
            {
                messageId = ReadMessageId(ref reader);
            }
            else
            {
                reader.Skip(); // senderId too: the sender is who connected
            }
        }

        return string.IsNullOrEmpty(to) || text is null || messageId is null
            ? default
            : Classify(to, text, messageId);
    }

    private static FriendInput Classify(string to, string text, string messageId)
    {
        var kind = text.Length switch
        {
            0 => FriendInputKind.Nothing,
            > FriendLimits.MaxTextLength => FriendInputKind.TooLong,
            _ => FriendInputKind.Message,
        };
        return int.TryParse(to, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
            ? new FriendInput(kind, id, "", text, messageId)
            : new FriendInput(
                kind is FriendInputKind.Message ? FriendInputKind.UnknownReceiver : kind, 0, to, text, messageId);
    }

    /// <summary>A text or a number, as it was written; null when it is neither, or longer than any id.</summary>
    private static string? ReadId(ref Utf8JsonReader reader)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                var id = reader.GetString()!.Trim();
                return id.Length <= FriendLimits.MaxIdLength ? id : null;
            case JsonTokenType.Number:
                return Encoding.ASCII.GetString(reader.ValueSpan);
            default:
                reader.Skip();
                return null;
        }
    }

    /// <summary>What is no text is taken as the JSON that it is.</summary>
    private static string? ReadText(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String)
        {
            return reader.GetString();
        }

        var start = (int)reader.TokenStartIndex;
        var isNull = reader.TokenType is JsonTokenType.Null;
        reader.Skip();
        return isNull ? null : Encoding.UTF8.GetString(bytes[start..(int)reader.BytesConsumed]);
    }

    /// <summary>An addition to the document: what makes a resend harmless. Null when it cannot be used.</summary>
    private static string? ReadMessageId(ref Utf8JsonReader reader)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return "";
            case JsonTokenType.Number:
                return Encoding.ASCII.GetString(reader.ValueSpan);
            case JsonTokenType.String:
                var id = reader.GetString()!;
                return id.Length <= FriendLimits.MaxMessageIdLength && !ServerMessageKey.IsOne(id) ? id : null;
            default:
                reader.Skip();
                return null;
        }
    }
}
