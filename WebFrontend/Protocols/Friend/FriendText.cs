using System.Text.Json;
using OrleansChat.Conversations;
using OrleansChat.WebFrontend.Gateway.Bridges;
using OrleansChat.WebFrontend.Gateway.Json;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>Messages as words, the only thing that this protocol knows, and words as messages.</summary>
internal static class FriendText
{
    private static readonly BridgeView View = BridgeTable.For(FriendProtocol.ProtocolName, static _ => false);

    /// <summary>Whether the protocol shows a message: that of two users, unless it is the server's own or was taken
    /// back.</summary>
    public static bool Shows(ChatMessage message) =>
        message.IsVisible && !message.IsRecalled && View.FormOf(message) is not BridgeForm.Nothing;

    /// <summary>The body of a text.</summary>
    public static string ToBody(string text) => $$"""{"content":"{{JsonEncodedText.Encode(text, StrictJson.Encoder)}}"}""";

    /// <summary>Writes the member <c>text</c>.</summary>
    public static void Write(Utf8JsonWriter json, ChatMessage message)
    {
        json.WritePropertyName("text"u8);
        if (message.Kind is MessageKind.Text && BodyText.TryEscaped(message.Body, out var escaped))
        {
            // With the quotes around it: what was checked when it came in is copied.
            var start = message.Body.Length - escaped.Length - "\"\"}".Length;
            json.WriteRawValue(
                message.Body.AsSpan(start, escaped.Length + "\"\"".Length), skipInputValidation: true);
        }
        else
        {
            json.WriteStringValue(BodyText.Of(message));
        }
    }
}
