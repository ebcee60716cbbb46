using System.Globalization;
using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Im;

/// <summary>What frames of this protocol say.</summary>
internal static class ImWire
{
    /// <summary>The address of a socket.</summary>
    public static Uri ToSocketUri(this Uri url) => new UriBuilder(url) { Scheme = "ws" }.Uri;

    public static bool Is(JsonElement frame, string msgType) => frame.GetProperty("msgType").GetString() == msgType;

    /// <summary>What an Ack or Error is about; null when it is about nothing.</summary>
    public static long? SourceOf(JsonElement frame)
    {
        using var content = JsonDocument.Parse(frame.GetProperty("content").GetString()!);
        var source = content.RootElement.GetProperty("srcId");
        return source.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => long.Parse(source.GetString()!, CultureInfo.InvariantCulture),
            _ => source.GetInt64(),
        };
    }

    /// <summary>The words and the number of an Error.</summary>
    public static (string Text, int Code) ErrorOf(JsonElement frame)
    {
        using var content = JsonDocument.Parse(frame.GetProperty("content").GetString()!);
        return (content.RootElement.GetProperty("error").GetString()!, content.RootElement.GetProperty("code").GetInt32());
    }

    /// <summary>A message to one user.</summary>
    public static string Say(long? id, int from, int to, string content, string type = "Text") => JsonSerializer.Serialize(
        new { id, fromUserId = from, toUserId = to, chatType = "Single", msgType = type, content });

    /// <summary>The confirmation of a message.</summary>
    public static string Confirm(long messageId) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":7,"chatType":"Single","msgType":"Ack","content":"{'srcId': {{messageId}}}"}""");

    public static bool Shows(JsonElement frame, string content) =>
        Is(frame, "Text") && frame.GetProperty("content").GetString() == content;

    public static bool Acknowledges(JsonElement frame, long messageId) => Is(frame, "Ack") && SourceOf(frame) == messageId;

    public static bool Refuses(JsonElement frame, long messageId) => Is(frame, "Error") && SourceOf(frame) == messageId;
}
