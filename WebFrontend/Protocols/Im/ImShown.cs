using OrleansChat.Conversations;
using OrleansChat.WebFrontend.Gateway.Bridges;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>A stored message in this protocol's words.</summary>
/// <param name="Type">None for one that the protocol does not show.</param>
/// <param name="EventType">Of an event, when its sender named one.</param>
/// <param name="Content">Its content.</param>
/// <param name="Timestamp">In milliseconds: the client's, or the server's. Source: decision 25.</param>
internal readonly record struct ImShown(
    ImMessageType Type, ImEventType EventType, string Content, long Timestamp)
{
    /// <summary>What the sender said here, or else what the table of bridges makes of it.</summary>
    public static ImShown Of(ChatMessage message, BridgeView view)
    {
        if (ImWording.TryRead(message.Wording, out var wording))
        {
            var timestamp = wording.Timestamp == 0 ? message.SentAtUnixMs : wording.Timestamp;
            return new ImShown(
                wording.Type, wording.EventType, wording.Content ?? ContentOf(wording.Type, message), timestamp);
        }

        var type = TypeOf(message, view);
        return new ImShown(type, ImEventType.None, ContentOf(type, message), message.SentAtUnixMs);
    }

    private static ImMessageType TypeOf(ChatMessage message, BridgeView view)
    {
        var type = view.FormOf(message) switch
        {
            BridgeForm.Nothing => ImMessageType.None,
            BridgeForm.Same => OwnType(message.Kind),
            BridgeForm.Link => ImMessageType.Link,
            BridgeForm.Event => ImMessageType.Event,
            _ => ImMessageType.Text,
        };

        // A body that its sender's client encrypted has no address to show.
        return HasAddress(type) && BodyText.UrlOf(message).Length == 0 ? ImMessageType.Text : type;
    }

    private static string ContentOf(ImMessageType type, ChatMessage message) =>
        HasAddress(type) ? BodyText.UrlOf(message) : BodyText.Of(message);

    private static ImMessageType OwnType(MessageKind kind) => kind switch
    {
        MessageKind.Image => ImMessageType.Image,
        MessageKind.File => ImMessageType.File,
        MessageKind.Video => ImMessageType.Video,
        MessageKind.Audio => ImMessageType.Audio,
        _ => ImMessageType.Text,
    };

    private static bool HasAddress(ImMessageType type) =>
        type is ImMessageType.Image or ImMessageType.File or ImMessageType.Video or ImMessageType.Audio
            or ImMessageType.Link;
}
