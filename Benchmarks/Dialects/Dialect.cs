using System.Buffers.Text;
using System.Net;
using System.Text;
using OrleansChat.Benchmarks.Load;
using OrleansChat.Benchmarks.Server;
using OrleansChat.Benchmarks.Sockets;

namespace OrleansChat.Benchmarks.Dialects;

/// <summary>How the generator speaks one protocol: opens a socket, says a message, understands an answer.</summary>
internal abstract class Dialect
{
    /// <summary>Stands for the digits of the running number in <see cref="Compose"/>.</summary>
    public const string NumberMark = "##########";

    private const int ContentLength = 100;

    /// <summary>For the head of a column.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a sender's own socket is told of his message: by the message itself or by an acknowledgement.
    /// Where it is not, the friend's sight of it counts.</summary>
    public virtual bool TellsSender => true;

    /// <summary>Whether a sender's own socket sees his message.</summary>
    public virtual bool ShowsOwn => false;

    /// <summary>Whether ids grow along one socket.</summary>
    public virtual bool IdsGrow => false;

    /// <summary>Where sockets of this protocol connect to.</summary>
    public abstract Uri SocketAddress(ServerAddress node);

    /// <summary>A closed socket of a user.</summary>
    public abstract LoadSocket Socket(ChatUser user, int conversation, int slot);

    /// <summary>The payload of a lane's messages, with <see cref="NumberMark"/> wherever the number stands.</summary>
    /// <param name="index">Number of the lane in the run.</param>
    /// <param name="seed">What the lane sends and to whom.</param>
    public abstract string Compose(int index, LaneSeed seed);

    /// <summary>What a frame says.</summary>
    /// <param name="payload">Its bytes.</param>
    /// <param name="run">The run's 8 characters.</param>
    public abstract HeardFrame Read(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> run);

    /// <summary>The frame by which a reader confirms a message; empty where the protocol confirms nothing.</summary>
    public virtual ReadOnlySpan<byte> Confirm(in HeardFrame message) => default;

    /// <summary>The addresses of all nodes.</summary>
    public IEnumerable<IPEndPoint> Endpoints(ServerAddress server) => server.Nodes.Select(SocketAddress).Select(
        url => new IPEndPoint(
            IPAddress.TryParse(url.Host, out var address) ? address : Dns.GetHostAddresses(url.Host)[0], url.Port));

    /// <summary>The 100 characters of a message: its tag and dots.</summary>
    protected static string Content(int index, LaneSeed seed) =>
        (MessageTag.Prefix(seed.Run, index) + NumberMark).PadRight(ContentLength, '.');

    /// <summary>A frame of a client.</summary>
    protected static byte[] Frame(string payload) =>
        ClientFrame.Create(ClientFrame.Text, Encoding.ASCII.GetBytes(payload));

    /// <summary>A value of a frame whose texts hold no quotes, without its own.</summary>
    protected static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> name)
    {
        var at = frame.IndexOf(name);
        if (at < 0)
        {
            return default;
        }

        var value = frame[(at + name.Length)..].TrimStart((byte)' ');
        if (!value.IsEmpty && value[0] == (byte)'"')
        {
            value = value[1..];
            var quote = value.IndexOf((byte)'"');
            return quote < 0 ? default : value[..quote];
        }

        var end = value.IndexOfAny((byte)',', (byte)'}');
        return end < 0 ? default : value[..end];
    }

    /// <summary>A number of a frame, or -1.</summary>
    protected static long Number(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> name) =>
        Utf8Parser.TryParse(Field(frame, name), out long number, out _) ? number : -1;

    /// <summary>The tag at the beginning of a text.</summary>
    protected static bool TryTag(ReadOnlySpan<byte> text, ReadOnlySpan<byte> run, out int lane, out long number)
    {
        (lane, number) = (-1, 0);
        return text.Length >= MessageTag.Length
            && MessageTag.TryParse(text[..MessageTag.Length], run, out lane, out number);
    }
}
