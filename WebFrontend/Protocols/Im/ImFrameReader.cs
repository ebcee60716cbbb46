using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using OrleansChat.WebFrontend.Gateway.Json;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>Bytes to frames. No socket, no grain, no clock; hostile bytes are an outcome.</summary>
/// <remarks>One pass for what clients send; what is not usual, such as members that the protocol does not know, is
/// checked once more by <see cref="StrictJson"/>.</remarks>
internal static class ImFrameReader
{
    private const int LongestName = 14;

    /// <param name="bytes">What came; the frame points into it.</param>
    public static ImFrame Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > ImLimits.MaxFrameBytes || !Utf8.IsValid(bytes))
        {
            return default;
        }

        var frame = ReadObject(bytes);
        if (frame.IsObject)
        {
            return frame;
        }

        // Clients that were written by copying from a word processor send “msgType”. Source: common.md 0.2.
        var straightened = StrictJson.WithStraightQuotes(bytes);
        return straightened.Length < bytes.Length ? ReadObject(straightened) : default;
    }

    private static ImFrame ReadObject(ReadOnlySpan<byte> bytes)
    {
        var frame = default(ImFrame);
        try
        {
            var reader = new Utf8JsonReader(bytes, StrictJson.ReaderOptions);
            if (!reader.Read()
                || reader.TokenType is not JsonTokenType.StartObject
                || !TryReadMembers(ref reader, bytes, ref frame, out var isUsual)
                || reader.Read()
                || (!isUsual && !StrictJson.IsOne(bytes)))
            {
                return default;
            }
        }
        catch (JsonException)
        {
            return default;
        }

        frame.IsObject = true;
        return frame;
    }

    /// <returns>False when a member stands twice.</returns>
    private static bool TryReadMembers(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, ref ImFrame frame, out bool isUsual)
    {
        isUsual = true;
        var seen = ImMembers.None;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var member = MemberOf(in reader);
            if ((seen & member) is not ImMembers.None)
            {
                return false;
            }

            seen |= member;
            isUsual &= member is not ImMembers.None && !reader.ValueIsEscaped;
            reader.Read();
            isUsual &= IsUsual(in reader);
            if (member is ImMembers.None || reader.TokenType is JsonTokenType.Null)
            {
                reader.Skip();
                continue;
            }

            frame.Present |= member;
            if (!TryTake(member, ref reader, bytes, ref frame))
            {
                frame.Broken |= member;
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                reader.Skip();
            }
        }

        return true;
    }

    /// <summary>Whether a value holds nothing that needs the second look.</summary>
    private static bool IsUsual(in Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject or JsonTokenType.StartArray => false,
        JsonTokenType.String => !reader.ValueIsEscaped || reader.ValueSpan.IndexOf("\\u"u8) < 0,
        JsonTokenType.Number => reader.ValueSpan.Length <= JsonLimits.MaxNumberLength,
        _ => true,
    };

    private static ImMembers MemberOf(in Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return KnownAs(reader.ValueSpan);
        }

        // Halves of pairs cannot be unescaped: StrictJson refuses the frame for them later.
        var name = reader.ValueSpan;
        if (name.Length > LongestName * 6 || name.IndexOf("\\uD"u8) >= 0 || name.IndexOf("\\ud"u8) >= 0)
        {
            return ImMembers.None;
        }

        return KnownAs(Encoding.UTF8.GetBytes(reader.GetString()!));
    }

    private static ImMembers KnownAs(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("id"u8) => ImMembers.Id,
        4 when name.SequenceEqual("name"u8) => ImMembers.Name,
        6 when name.SequenceEqual("teamId"u8) => ImMembers.TeamId,
        6 when name.SequenceEqual("isRead"u8) => ImMembers.IsRead,
        7 when name.SequenceEqual("msgType"u8) => ImMembers.MessageType,
        7 when name.SequenceEqual("content"u8) => ImMembers.Content,
        8 when name.SequenceEqual("toUserId"u8) => ImMembers.ToUserId,
        8 when name.SequenceEqual("chatType"u8) => ImMembers.ChatType,
        9 when name.SequenceEqual("timestamp"u8) => ImMembers.Timestamp,
        9 when name.SequenceEqual("eventType"u8) => ImMembers.EventType,
        9 when name.SequenceEqual("stateEnum"u8) => ImMembers.State,
        10 when name.SequenceEqual("fromUserId"u8) => ImMembers.FromUserId,
        14 when name.SequenceEqual("serverSendTime"u8) => ImMembers.ServerSendTime,
        _ => ImMembers.None,
    };

    /// <returns>False for a value of the wrong type or out of range.</returns>
    private static bool TryTake(
        ImMembers member, ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, ref ImFrame frame)
    {
        switch (member)
        {
            case ImMembers.Id:
                if (TryId(in reader, out var id))
                {
                    frame.Id = id;
                }

                return id != 0;
            case ImMembers.MessageType:
                frame.Type = reader.TokenType is JsonTokenType.String ? ImNames.MessageTypeOf(reader.ValueSpan) : default;
                return frame.Type is not ImMessageType.None;
            case ImMembers.ChatType:
                frame.ChatType = reader.TokenType is JsonTokenType.String ? ImNames.ChatTypeOf(reader.ValueSpan) : default;
                return frame.ChatType is not ImChatType.None;
            case ImMembers.EventType:
                frame.EventType = reader.TokenType is JsonTokenType.String ? ImNames.EventTypeOf(reader.ValueSpan) : default;
                return frame.EventType is not ImEventType.None;
            case ImMembers.FromUserId:
                return TryUser(in reader, out frame.FromUserId);
            case ImMembers.ToUserId:
                return TryUser(in reader, out frame.ToUserId);
            case ImMembers.TeamId:
                return TryNumber(in reader, out frame.TeamId) && frame.TeamId > 0;
            case ImMembers.Timestamp:
                return TryNumber(in reader, out frame.Timestamp) && frame.Timestamp > 0;
            case ImMembers.Content:
                TakeContent(ref reader, bytes, ref frame);
                return true;
            default:
                return true; // what the client says of these is ignored
        }
    }

    private static void TakeContent(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, ref ImFrame frame)
    {
        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            reader.Skip();
        }

        frame.Content = bytes[start..(int)reader.BytesConsumed];
    }

    private static bool TryId(in Utf8JsonReader reader, out long id)
    {
        var isOne = TryNumber(in reader, out id) && id > 0;
        id = isOne ? ImIds.Meant(id) : 0;
        return isOne;
    }

    private static bool TryUser(in Utf8JsonReader reader, out int userId)
    {
        var isOne = TryNumber(in reader, out var number) && number is > 0 and <= int.MaxValue;
        userId = isOne ? (int)number : 0;
        return isOne;
    }

    /// <summary>A JSON integer or a string of digits.</summary>
    private static bool TryNumber(in Utf8JsonReader reader, out long number)
    {
        number = 0;
        return reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetInt64(out number),
            JsonTokenType.String => Utf8Parser.TryParse(reader.ValueSpan, out number, out var used)
                && used == reader.ValueSpan.Length,
            _ => false,
        };
    }
}
