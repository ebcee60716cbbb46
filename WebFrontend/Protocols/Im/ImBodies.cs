using System.Buffers;
using System.Text;
using System.Text.Json;
using OrleansChat.Conversations;
using OrleansChat.WebFrontend.Gateway.Json;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>What clients of this protocol say, in the bodies that all protocols understand. Pure.</summary>
/// <remarks>Source: common.md 6.4; the members of the bodies are those of <see cref="MessageKind"/>.</remarks>
internal static class ImBodies
{
    private const string Files = "/file/down/";
    private const string Prefix = "/im";

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = StrictJson.Encoder };

    /// <summary>What is stored.</summary>
    /// <param name="Kind">What the body holds.</param>
    /// <param name="Body">The body.</param>
    /// <param name="Wording">The client's own words, where the body cannot hold them; else null.</param>
    internal readonly record struct Stored(MessageKind Kind, string Body, string? Wording);

    /// <summary>A text whose JSON came with the frame: it is kept as it is.</summary>
    /// <param name="json">A strict JSON string in UTF-8, with its quotes.</param>
    /// <param name="timestamp">The client's, in milliseconds, or 0.</param>
    public static Stored OfText(ReadOnlySpan<byte> json, long timestamp)
    {
        var start = "{\"content\":"u8;
        var end = "}"u8;
        var length = start.Length + json.Length + end.Length;
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        start.CopyTo(bytes);
        json.CopyTo(bytes.AsSpan(start.Length));
        end.CopyTo(bytes.AsSpan(start.Length + json.Length));
        var body = Encoding.UTF8.GetString(bytes, 0, length);
        ArrayPool<byte>.Shared.Return(bytes);
        return new Stored(
            MessageKind.Text,
            body,
            timestamp == 0
                ? null
                : new ImWording(ImMessageType.Text, ImEventType.None, timestamp, Content: null).ToStored());
    }

    /// <summary>Anything that a client may send.</summary>
    /// <param name="type">Text, or one with an address, or one that is stored as a text.</param>
    /// <param name="eventType">Of an event.</param>
    /// <param name="content">Its content.</param>
    /// <param name="timestamp">The client's, in milliseconds, or 0.</param>
    /// <param name="publicUrl">Where others reach the files of this protocol.</param>
    public static Stored Of(
        ImMessageType type, ImEventType eventType, string content, long timestamp, string publicUrl)
    {
        var url = AbsoluteUrl(content, publicUrl);
        var (kind, body) = type switch
        {
            ImMessageType.Image => (MessageKind.Image, Json(("imageUrl", url), ("height", 0), ("width", 0))),
            ImMessageType.File => (
                MessageKind.File, Json(("fileUrl", url), ("size", 0), ("md5", ""), ("name", NameIn(url)))),
            ImMessageType.Audio => (MessageKind.Audio, Json(("mediaUrl", url), ("time", 0))),
            ImMessageType.Video => (MessageKind.Video, Json(("mediaUrl", url), ("time", 0))),
            ImMessageType.Location => (MessageKind.Text, Json(("content", $"[位置] {content}"))),
            ImMessageType.Link => (MessageKind.Text, Json(("content", $"[链接] {content}"))),
            ImMessageType.Event => (MessageKind.Text, Json(("content", $"[动态] {content}"))),
            _ => (MessageKind.Text, Json(("content", content))),
        };
        var isOfBody = type is ImMessageType.Text || (kind is not MessageKind.Text && url == content);
        var wording = new ImWording(type, eventType, timestamp, isOfBody ? null : content);
        return new Stored(kind, body, wording.ToStored());
    }

    /// <summary>Files of this protocol are named without their host: others need it.</summary>
    private static string AbsoluteUrl(string content, string publicUrl) =>
        content.StartsWith(Files, StringComparison.Ordinal) ? publicUrl + Prefix + content
        : content.StartsWith(Prefix + Files, StringComparison.Ordinal) ? publicUrl + content
        : content;

    /// <summary>The last part of an address, as the name of what is there.</summary>
    private static string NameIn(string url)
    {
        var end = url.IndexOfAny(['?', '#']);
        var path = end < 0 ? url : url[..end];
        return path[(path.LastIndexOf('/') + 1)..];
    }

    private static string Json(params ReadOnlySpan<(string Name, object Value)> members)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, WriterOptions))
        {
            json.WriteStartObject();
            foreach (var (name, value) in members)
            {
                if (value is int number)
                {
                    json.WriteNumber(name, number);
                }
                else
                {
                    json.WriteString(name, (string)value);
                }
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(body.WrittenSpan);
    }
}
