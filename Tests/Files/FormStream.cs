using System.Text;

namespace OrleansChat.Tests.Files;

/// <summary>Body of a form with one large picture, made as it is read.</summary>
/// <param name="pictureBytes">How long the picture is.</param>
internal sealed class FormStream(long pictureBytes) : Stream
{
    private static readonly byte[] Start =
    [
        .. Encoding.UTF8.GetBytes("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n"),
        .. SampleFiles.Png(),
    ];

    private static readonly byte[] End = Encoding.UTF8.GetBytes("\r\n--b--\r\n");

    private readonly long _length = Start.Length - SampleFiles.Png().Length + pictureBytes + End.Length;
    private long _at;

    /// <summary>Told before each piece how many bytes were read.</summary>
    public Action<long>? Reading { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _at;
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Reading?.Invoke(_at);
        var count = (int)Math.Min(Math.Min(buffer.Length, 4_096), _length - _at);
        for (var index = 0; index < count; index++, _at++)
        {
            buffer.Span[index] = _at < Start.Length ? Start[_at]
                : _at >= _length - End.Length ? End[_at - (_length - End.Length)]
                : (byte)(_at * 31);
        }

        return ValueTask.FromResult(count);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
