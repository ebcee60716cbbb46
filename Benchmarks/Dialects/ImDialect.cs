using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using OrleansChat.Benchmarks.Load;
using OrleansChat.Benchmarks.Server;
using OrleansChat.Benchmarks.Sockets;

namespace OrleansChat.Benchmarks.Dialects;

/// <summary>IM: the server acknowledges each message, and each reader confirms it.</summary>
internal sealed class ImDialect : Dialect
{
    // An id is one digit, the ten of the number, and five of the lane: sixteen in all, below 2^53, and growing with time
    // as the server's own do.
    private const int Lanes = 100_000;
    private const long Numbers = 10_000_000_000;

    private readonly int _offset = RandomNumberGenerator.GetInt32(Lanes / 2);
    private readonly int _first = RandomNumberGenerator.GetInt32(1, 9);
    private readonly MessageTemplate _confirmation;

    public ImDialect() => _confirmation = new MessageTemplate(
        $"{{\"id\":1,\"chatType\":\"Single\",\"msgType\":\"Ack\",\"content\":\"{{'srcId': {IdMark}}}\"}}");

    public override string Name => "im";

    private static string IdMark => new('#', 16);

    public override Uri SocketAddress(ServerAddress node) => node.Im;

    /// <remarks>Nothing answers a login. A frame of no known type does, and comes after it.</remarks>
    public override LoadSocket Socket(ChatUser user, int conversation, int slot) => new(user.Token)
    {
        Conversation = conversation,
        Slot = slot,
        Greeting =
        [
            .. Frame($"{{\"msgType\":\"Auth\",\"fromUserId\":{user.Id},\"content\":\"{{'{user.Token}'}}\"}}"),
            .. Frame("""{"id":1,"msgType":"Knock","chatType":"Single"}"""),
        ],
    };

    public override string Compose(int index, LaneSeed seed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"id\":{_first}{NumberMark}{_offset + index:D5},\"fromUserId\":{seed.SenderId},\"toUserId\":{seed.TargetId},"
        + $"\"chatType\":\"Single\",\"msgType\":\"Text\",\"content\":\"{Content(index, seed)}\"}}");

    public override HeardFrame Read(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> run)
    {
        var type = Field(payload, "\"msgType\":"u8);
        if (type.SequenceEqual("Text"u8))
        {
            var content = Field(payload, "\"content\":"u8);
            TryTag(content, run, out var lane, out var number);
            return new HeardFrame
            {
                Sense = FrameSense.Message,
                Lane = lane,
                Number = number,
                Id = Number(payload, "\"id\":"u8),
                From = Field(payload, "\"fromUserId\":"u8),
                To = Field(payload, "\"toUserId\":"u8),
                Content = content,
            };
        }

        var source = SourceId(payload);
        return type.SequenceEqual("Ack"u8) ? Named(FrameSense.Acknowledgement, source)
            : !type.SequenceEqual("Error"u8) ? default
            : source == 1 ? new HeardFrame { Sense = FrameSense.Served }
            : Named(FrameSense.Refusal, source);
    }

    public override ReadOnlySpan<byte> Confirm(in HeardFrame message) => _confirmation.Stamp(message.Id);

    private HeardFrame Named(FrameSense sense, long id) => new()
    {
        Sense = sense,
        Lane = id < 0 ? -1 : (int)(id % Lanes) - _offset,
        Number = id / Lanes % Numbers,
        Id = id,
    };

    // The content is JSON within a text: its quotes are escaped, in one way or another.
    private static long SourceId(ReadOnlySpan<byte> payload)
    {
        var at = payload.IndexOf("srcId"u8);
        if (at < 0)
        {
            return -1;
        }

        var rest = payload[(at + "srcId"u8.Length)..];
        var colon = rest.IndexOf((byte)':');
        return colon >= 0 && Utf8Parser.TryParse(rest[(colon + 1)..].TrimStart((byte)' '), out long id, out _) ? id : -1;
    }
}
