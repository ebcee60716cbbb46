using System.Text;
using OrleansChat.Benchmarks.Sockets;

namespace OrleansChat.Benchmarks.Load;

/// <summary>A masked frame in which only the digits of a number change.</summary>
internal sealed class MessageTemplate
{
    private readonly byte[] _frame;
    private readonly byte[] _mask;
    private readonly int _payloadAt;
    private readonly (int At, int Digits)[] _numbers;

    /// <param name="payload">ASCII, with <c>#</c> for each digit of the number, wherever it stands.</param>
    public MessageTemplate(string payload)
    {
        var bytes = Encoding.ASCII.GetBytes(payload);
        _numbers = [.. Numbers(bytes)];
        _frame = ClientFrame.Create(ClientFrame.Text, bytes);
        _payloadAt = ClientFrame.HeaderLength(bytes.Length);
        _mask = _frame[(_payloadAt - 4).._payloadAt];
    }

    /// <summary>The frame with a number in it, valid until the next call.</summary>
    public ReadOnlySpan<byte> Stamp(long number)
    {
        foreach (var (at, digits) in _numbers)
        {
            var rest = number;
            for (var digit = digits - 1; digit >= 0; digit--)
            {
                Put(at + digit, (byte)('0' + (rest % 10)));
                rest /= 10;
            }
        }

        return _frame;
    }

    private static IEnumerable<(int At, int Digits)> Numbers(byte[] payload)
    {
        for (var at = 0; at < payload.Length; at++)
        {
            var digits = 0;
            while (at + digits < payload.Length && payload[at + digits] == (byte)'#')
            {
                digits++;
            }

            if (digits > 0)
            {
                yield return (at, digits);
                at += digits;
            }
        }
    }

    private void Put(int at, byte character) => _frame[_payloadAt + at] = (byte)(character ^ _mask[at & 3]);
}
