using System.Text.Json;
using OrleansChat.Conversations;

namespace OrleansChat.WebFrontend.Gateway.Bridges;

/// <summary>Stored messages as words, for protocols that have nothing else for them. Pure.</summary>
/// <remarks>Source: common.md 6.4, rendering of kinds. Bodies of clients may lack or mistype anything: what is missing
/// is left out. A body that a client encrypted has no words.</remarks>
public static class BodyText
{
    private const string TextStart = "{\"content\":\"";
    private const string TextEnd = "\"}";

    /// <summary>A message as one text.</summary>
    public static string Of(ChatMessage message) => Of(message.Kind, message.Body);

    /// <summary>A body as one text; empty for one that was taken back.</summary>
    public static string Of(MessageKind kind, string body)
    {
        if (body.Length == 0)
        {
            return "";
        }

        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        if (root.ValueKind is not JsonValueKind.Object || root.TryGetProperty("encryptedMsg", out _))
        {
            return "[加密消息]";
        }

        return kind switch
        {
            MessageKind.Text or MessageKind.Announcement or MessageKind.Alert =>
                Member(root, "content"),
            MessageKind.Image => Words("[图片]", Member(root, "imageUrl")),
            MessageKind.File => Words("[文件]", Member(root, "name"), Member(root, "fileUrl")),
            MessageKind.Audio => Words("[语音]", Member(root, "mediaUrl")),
            MessageKind.Video => Words("[视频]", Member(root, "mediaUrl")),
            MessageKind.RedPacket => Words("[红包]", Member(root, "packetUrl")),
            MessageKind.Forward => "[聊天记录]",
            MessageKind.Transfer => "[转账]",
            MessageKind.Receipt => "[收款]",
            MessageKind.RoomCard => "[群名片]",
            MessageKind.Membership => "",
            _ => "[消息]",
        };
    }

    /// <summary>The address in the body of a picture, film, file or packet; empty when it has none.</summary>
    public static string UrlOf(ChatMessage message)
    {
        if (message.Body.Length == 0)
        {
            return "";
        }

        using var json = JsonDocument.Parse(message.Body);
        return json.RootElement.ValueKind is not JsonValueKind.Object ? "" : message.Kind switch
        {
            MessageKind.Image => Member(json.RootElement, "imageUrl"),
            MessageKind.File => Member(json.RootElement, "fileUrl"),
            MessageKind.Audio or MessageKind.Video => Member(json.RootElement, "mediaUrl"),
            MessageKind.RedPacket => Member(json.RootElement, "packetUrl"),
            _ => "",
        };
    }

    /// <summary>The words of a body that is nothing but <c>{"content":"…"}</c>, as they stand in its JSON text: to be
    /// copied into another one.</summary>
    /// <returns>False for every other body; ask <see cref="Of(ChatMessage)"/> then.</returns>
    public static bool TryEscaped(string body, out ReadOnlySpan<char> escaped)
    {
        escaped = default;
        if (!body.StartsWith(TextStart, StringComparison.Ordinal)
            || !body.EndsWith(TextEnd, StringComparison.Ordinal)
            || body.Length < TextStart.Length + TextEnd.Length)
        {
            return false;
        }

        var words = body.AsSpan(TextStart.Length, body.Length - TextStart.Length - TextEnd.Length);
        var rest = words;
        while (rest.IndexOfAny('"', '\\') is >= 0 and var at)
        {
            if (rest[at] == '"' || at + 1 == rest.Length)
            {
                return false; // the text ends here and something else follows, or the last quote is part of it
            }

            rest = rest[(at + 2)..];
        }

        escaped = words;
        return true;
    }

    private static string Member(JsonElement body, string name) =>
        body.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String
            ? member.GetString()!
            : "";

    private static string Words(params ReadOnlySpan<string> words) =>
        string.Join(' ', words.ToArray().Where(word => word.Length > 0));
}
