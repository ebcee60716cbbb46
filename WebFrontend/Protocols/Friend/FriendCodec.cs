using System.Buffers;
using System.Text.Json;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Json;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>What happened, as the document's frames: messages of direct conversations, and nothing else.</summary>
/// <remarks>Source: friend.md, OnMessage and OnOpen; the order of members is that of its samples.</remarks>
internal sealed class FriendCodec(GatewayOptions options) : IFrameCodec
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = StrictJson.Encoder, SkipValidation = true };

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public CodecManner Manner => CodecManner.ShowsStrangers | CodecManner.HidesOwn;

    public bool TryWrite(ChatMessage message, IBufferWriter<byte> output)
    {
        if (!FriendText.Shows(message))
        {
            return false;
        }

        Span<byte> time = stackalloc byte[FriendTime.Length];
        FriendTime.Write(message.SentAtUnixMs, options.TimeZone, time);
        var json = Begin(output);
        json.WriteStartObject();
        json.WriteString("sender"u8, message.Author?.Name ?? "");
        FriendText.Write(json, message);
        json.WriteString("time"u8, time);
        json.WriteEndObject();
        json.Flush();
        return true;
    }

    public bool TryWrite(Notice notice, IBufferWriter<byte> output) => false;

    /// <summary>Words of the server.</summary>
    /// <param name="output">Gets the frame.</param>
    /// <param name="to">Whom they are about.</param>
    /// <param name="shownTo">The same as a client wrote it, where that is no number; else empty.</param>
    /// <param name="text">The words.</param>
    /// <param name="atUnixMs">Now.</param>
    public void WriteRefusal(IBufferWriter<byte> output, int to, string shownTo, string text, long atUnixMs)
    {
        Span<byte> time = stackalloc byte[FriendTime.Length];
        FriendTime.Write(atUnixMs, options.TimeZone, time);
        var json = Begin(output);
        json.WriteStartObject();
        json.WriteNull("id"u8);
        json.WriteNumber("sender"u8, 0);
        if (shownTo.Length > 0)
        {
            json.WriteString("to"u8, shownTo);
        }
        else
        {
            json.WriteNumber("to"u8, to);
        }

        json.WriteString("text"u8, text);
        json.WriteString("createTime"u8, time);
        json.WriteEndObject();
        json.Flush();
    }

    /// <summary>A writer for each thread: a frame costs no object. Nothing is kept over the end of a call.</summary>
    private static Utf8JsonWriter Begin(IBufferWriter<byte> output)
    {
        if (_writer is { } writer)
        {
            writer.Reset(output);
            return writer;
        }

        return _writer = new Utf8JsonWriter(output, Plain);
    }
}
