using System.Text;
using OrleansChat.Benchmarks.Sockets;

namespace OrleansChat.Benchmarks.Load;

/// <summary>The masked frame of a lane's messages, in which only the digits of the running number change.</summary>
internal sealed class MessageTemplate
{
    private const int ContentLength = 100;

    private readonly byte[] _frame;
    private readonly byte[] _mask;
    private readonly int _payloadAt;
    private readonly int _inMsgId;
    private readonly int _inContent;

    /// <param name="prefix">What comes before the number in the tag.</param>
    /// <param name="channelType">2 for a room, 3 for a friend.</param>
    /// <param name="targetId">Room or friend.</param>
    public MessageTemplate(string prefix, int channelType, string targetId)
    {
        var tag = prefix + new string('0', MessageTag.NumberLength);
        var content = tag.PadRight(ContentLength, '.');
        var payload = Encoding.ASCII.GetBytes(string.Concat(
            $"{{\"eventType\":0,\"msgId\":\"{tag}\",\"channelType\":{channelType},",
            $"\"targetId\":\"{targetId}\",\"msgType\":1,\"msg\":{{\"content\":\"{content}\"}}}}"));
        _frame = ClientFrame.Create(ClientFrame.Text, payload);
        _payloadAt = ClientFrame.HeaderLength(payload.Length);
        _mask = _frame[(_payloadAt - 4).._payloadAt];
        var marker = Encoding.ASCII.GetBytes(tag);
        _inMsgId = payload.AsSpan().IndexOf(marker) + MessageTag.NumberOffset;
        _inContent = payload.AsSpan().LastIndexOf(marker) + MessageTag.NumberOffset;
    }

    /// <summary>The frame of one message, valid until the next call.</summary>
    public ReadOnlySpan<byte> Stamp(long number)
    {
        for (var digit = MessageTag.NumberLength - 1; digit >= 0; digit--)
        {
            var character = (byte)('0' + (number % 10));
            number /= 10;
            Put(_inMsgId + digit, character);
            Put(_inContent + digit, character);
        }

        return _frame;
    }

    private void Put(int at, byte character) => _frame[_payloadAt + at] = (byte)(character ^ _mask[at & 3]);
}
