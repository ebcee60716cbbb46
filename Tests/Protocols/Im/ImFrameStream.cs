using System.Buffers.Binary;
using System.Text;

namespace OrleansChat.Tests.Protocols.Im;

/// <summary>Takes what a socket writes apart into its text frames.</summary>
internal sealed class ImFrameStream : MemoryStream
{
    private readonly Lock _gate = new();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        lock (_gate)
        {
            base.Write(buffer);
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return default;
    }

    /// <summary>The texts since it was last asked.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (_gate)
        {
            List<string> texts = [];
            for (var rest = GetBuffer().AsSpan(0, (int)Length); !rest.IsEmpty;)
            {
                var (header, length) = rest[1] switch
                {
                    126 => (4, BinaryPrimitives.ReadUInt16BigEndian(rest[2..])),
                    127 => (10, (int)BinaryPrimitives.ReadUInt64BigEndian(rest[2..])),
                    var small => (2, small),
                };
                if (rest[0] == 0x81)
                {
                    texts.Add(Encoding.UTF8.GetString(rest.Slice(header, length)));
                }

                rest = rest[(header + length)..];
            }

            SetLength(0);
            return texts;
        }
    }
}
