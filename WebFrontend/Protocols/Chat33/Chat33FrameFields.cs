using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using OrleansChat.Conversations;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>The members of a frame that concern the server, in one pass; members that it does not know are
/// skipped.</summary>
internal struct Chat33FrameFields
{
    public int? EventType;
    public string? MessageId;
    public int? ChannelType;
    public long? TargetId;
    public int? MessageType;
    public int? IsSnap;
    public long? GroupId;
    public Range? Body;

    /// <summary>A member of the wrong type was met.</summary>
    public bool IsBroken;

    /// <summary>Reads one member; the reader stands on its name and afterwards on the last token of its
    /// value.</summary>
    public void Take(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        if (reader.ValueTextEquals("eventType"u8))
        {
            EventType = ReadInt(ref reader);
        }
        else if (reader.ValueTextEquals("msgId"u8))
        {
            MessageId = ReadId(ref reader);
        }
        else if (reader.ValueTextEquals("channelType"u8))
        {
            ChannelType = ReadInt(ref reader);
        }
        else if (reader.ValueTextEquals("targetId"u8))
        {
            TargetId = ReadLong(ref reader);
        }
        else if (reader.ValueTextEquals("msgType"u8))
        {
            MessageType = ReadInt(ref reader);
        }
        else if (reader.ValueTextEquals("isSnap"u8))
        {
            IsSnap = ReadInt(ref reader);
        }
        else if (reader.ValueTextEquals("groupId"u8))
        {
            GroupId = ReadGroup(ref reader);
        }
        else if (reader.ValueTextEquals("msg"u8))
        {
            Body = ReadObject(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }

    private int? ReadInt(ref Utf8JsonReader reader)
    {
        var value = ReadLong(ref reader);
        if (value is null or (>= int.MinValue and <= int.MaxValue))
        {
            return (int?)value;
        }

        IsBroken = true;
        return null;
    }

    /// <summary>A JSON integer or a string of digits; null counts as absent.</summary>
    private long? ReadLong(ref Utf8JsonReader reader)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.Number when reader.TryGetInt64(out var number):
                return number;
            case JsonTokenType.String when Utf8Parser.TryParse(reader.ValueSpan, out long digits, out var used)
                && used == reader.ValueSpan.Length:
                return digits;
            default:
                IsBroken = true;
                reader.Skip();
                return null;
        }
    }

    /// <summary>A chat room's id; absent when it is none, for other events do not know the member.</summary>
    private long? ReadGroup(ref Utf8JsonReader reader)
    {
        var isBroken = IsBroken;
        var id = ReadLong(ref reader);
        IsBroken = isBroken;
        return id;
    }

    private string? ReadId(ref Utf8JsonReader reader)
    {
        reader.Read();
        var id = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number when reader.TryGetInt64(out var number) => number.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
        var isRefused = id?.Length > Chat33Limits.MaxClientIdLength || ServerMessageKey.IsOne(id);
        IsBroken |= isRefused || (id is null && reader.TokenType is not JsonTokenType.Null);
        reader.Skip();
        return isRefused ? null : id;
    }

    private Range? ReadObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            IsBroken = true;
            reader.Skip();
            return null;
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }
}
