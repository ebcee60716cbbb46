using System.Text;
using System.Text.Json;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>What a client sent over the socket, as far as it could be read.</summary>
internal ref struct ImFrame
{
    /// <summary>One JSON object within the limits; otherwise nothing else is set.</summary>
    public bool IsObject;

    /// <summary>Members that are there and not null.</summary>
    public ImMembers Present;

    /// <summary>Members among them whose value is of the wrong type or out of range.</summary>
    public ImMembers Broken;

    /// <summary>None when absent or unknown.</summary>
    public ImMessageType Type;

    /// <summary>None when absent or unknown.</summary>
    public ImChatType ChatType;

    /// <summary>None when absent or unknown.</summary>
    public ImEventType EventType;

    /// <summary>The message's id as the client meant it; 0 when there is none.</summary>
    public long Id;

    public int FromUserId;
    public int ToUserId;
    public long TeamId;

    /// <summary>In milliseconds; 0 when there is none.</summary>
    public long Timestamp;

    /// <summary>The content's JSON: a string with its quotes and escapes, or something else.</summary>
    public ReadOnlySpan<byte> Content;

    /// <summary>A refusal names this message; null when it has no id.</summary>
    public readonly long? SourceId => Id == 0 ? null : Id;

    /// <summary>Whether the content is a JSON string.</summary>
    public readonly bool HasText => Content.Length > 1 && Content[0] == (byte)'"';

    public readonly bool Has(ImMembers member) => (Present & member) is not ImMembers.None;

    public readonly bool IsBroken(ImMembers member) => (Broken & member) is not ImMembers.None;

    /// <summary>The content of an Auth or Ack frame: its text, or its JSON where it is no string.</summary>
    /// <param name="text">Gets it.</param>
    /// <returns>Its length; 0 when it is absent or longer than any.</returns>
    public readonly int ControlText(Span<char> text)
    {
        if (Content.Length > text.Length)
        {
            return 0; // in its escapes, which is as long as it may be
        }

        if (!HasText)
        {
            return Encoding.UTF8.GetChars(Content, text);
        }

        var reader = new Utf8JsonReader(Content);
        return reader.Read() ? reader.CopyString(text) : 0;
    }

    /// <summary>The content's text; empty when it is no string.</summary>
    public readonly string ContentText()
    {
        var reader = new Utf8JsonReader(Content);
        return HasText && reader.Read() ? reader.GetString()! : "";
    }

    /// <summary>Bytes of UTF-8 that the content's text has.</summary>
    public readonly int ContentBytes()
    {
        var inside = Content[1..^1];
        return inside.Length > ImLimits.MaxContentBytes && inside.Contains((byte)'\\')
            ? Encoding.UTF8.GetByteCount(ContentText())
            : inside.Length;
    }
}
