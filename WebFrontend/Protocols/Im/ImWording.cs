using System.Globalization;
using System.Text;
using OrleansChat.Conversations;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>What a stored message was in this protocol, where its body cannot hold that.</summary>
/// <remarks>The type in the stored wording is <c>{msgType}[/{eventType}][@{timestamp}][=]</c>; the last sign says that
/// the content is that of the body, which is not stored twice.</remarks>
/// <param name="Type">Never <see cref="ImMessageType.None"/>.</param>
/// <param name="EventType">Of an event.</param>
/// <param name="Timestamp">The client's, in milliseconds; 0 when it gave none.</param>
/// <param name="Content">To the letter; null when it is that of the body.</param>
internal readonly record struct ImWording(ImMessageType Type, ImEventType EventType, long Timestamp, string? Content)
{
    /// <summary>As it is stored; null when the body says it all.</summary>
    public string? ToStored()
    {
        if (Content is null && Timestamp == 0)
        {
            return null;
        }

        var type = Encoding.UTF8.GetString(ImNames.Of(Type));
        if (EventType is not ImEventType.None)
        {
            type += $"/{EventType}";
        }

        if (Timestamp != 0)
        {
            type += string.Create(CultureInfo.InvariantCulture, $"@{Timestamp}");
        }

        return Wording.Of(ImProtocol.ProtocolName, Content is null ? type + "=" : type, Content ?? "");
    }

    /// <summary>Takes a stored wording apart.</summary>
    /// <returns>False for none, and for that of another protocol.</returns>
    public static bool TryRead(string? stored, out ImWording wording)
    {
        wording = default;
        if (!Wording.TryRead(stored, ImProtocol.ProtocolName, out var type, out var content))
        {
            return false;
        }

        var rest = type.AsSpan();
        var isOfBody = rest.EndsWith('=');
        rest = isOfBody ? rest[..^1] : rest;
        long timestamp = 0;
        if (rest.IndexOf('@') is >= 0 and var at)
        {
            _ = long.TryParse(rest[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out timestamp);
            rest = rest[..at];
        }

        var eventType = ImEventType.None;
        if (rest.IndexOf('/') is >= 0 and var slash)
        {
            _ = Enum.TryParse(rest[(slash + 1)..], out eventType);
            rest = rest[..slash];
        }

        if (!Enum.TryParse<ImMessageType>(rest, out var messageType))
        {
            return false;
        }

        wording = new ImWording(messageType, eventType, timestamp, isOfBody ? null : content);
        return true;
    }
}
