using System.Text;
using OrleansChat.Benchmarks.Sockets;

namespace OrleansChat.Benchmarks.Load;

/// <summary>A series of numbered messages from one sender to one conversation.</summary>
internal sealed class Lane
{
    private readonly MessageTemplate _template;
    private readonly long[] _expected;

    /// <param name="index">Number of the lane in the run.</param>
    /// <param name="sender">Whose socket sends.</param>
    /// <param name="seed">What the lane sends and to whom.</param>
    public Lane(int index, LoadSocket sender, LaneSeed seed)
    {
        Sender = sender;
        Conversation = sender.Conversation;
        Members = seed.Members;
        SenderId = Encoding.ASCII.GetBytes(seed.SenderId);
        TargetId = Encoding.ASCII.GetBytes(seed.TargetId);
        Successor = this;
        _template = new MessageTemplate(seed.Dialect.Compose(index, seed));
        TellsSender = seed.Dialect.TellsSender;
        _expected = new long[seed.Members];
        Array.Fill(_expected, 1);
    }

    public LoadSocket Sender { get; }

    public int Conversation { get; }

    public int Members { get; }

    /// <summary>Whether the sender's own socket is one of those that must be told.</summary>
    public bool TellsSender { get; }

    public byte[] SenderId { get; }

    public byte[] TargetId { get; }

    /// <summary>The lane that sends when a message of this one is everywhere (closed loop).</summary>
    public Lane Successor { get; set; }

    public FlightWindow Flights { get; } = new();

    /// <summary>Messages sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Registers the next message.</summary>
    /// <returns>Its frame.</returns>
    public ReadOnlySpan<byte> Next(long sentAt)
    {
        Sent = Flights.Add(sentAt, TellsSender ? Members : Members - 1);
        return _template.Stamp(Sent);
    }

    /// <summary>The number that the member in this place must see next.</summary>
    public ref long Expected(int slot) => ref _expected[slot];
}
