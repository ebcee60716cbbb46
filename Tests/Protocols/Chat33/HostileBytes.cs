using System.Buffers;
using System.Text.Json;
using OrleansChat.Conversations;
using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>Bytes as an attacker or a broken client sends them: mutations of good ones, so that they come far into
/// the reader.</summary>
internal static class HostileBytes
{
    private static readonly string[] Splices =
    [
        "null", "true", "{}", "[]", "[[[[", "\\u0000", "\\ud800", "1e999", "-", "99999999999999999999", "\"\"", ",", ":", "“", "”",
        "\"msg\":", "\"eventType\":", "\"targetId\":", "\\\"", "\u00a0", "\0", "}", "{", "\"id\":",
    ];

    public static byte[] Mutate(byte[] good, Random random) => Mutation.Of(good, Splices, random);

    /// <summary>What was accepted can be stored, sent on as one JSON object, and accepted again.</summary>
    public static void AssertRoundTrips(ClientFrame frame)
    {
        if (frame.Message is not { } message)
        {
            return;
        }

        var output = new ArrayBufferWriter<byte>();
        var stored = new ChatMessage("r:9", 1, 1024, 7, frame.MessageId, message.Kind, message.Body, message.IsSnap, 1, new Author("", ""));
        Assert.True(Chat33Codec.Document.TryWrite(stored, output));
        using var sent = JsonDocument.Parse(output.WrittenMemory);
        Assert.Equal(JsonValueKind.Object, sent.RootElement.GetProperty("msg").ValueKind);
        Assert.Equal(11, sent.RootElement.EnumerateObject().Count());
        Assert.DoesNotContain('\0', message.Body);
    }
}
