using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>Writes one frame's bytes: constants, numbers and texts, straight into the output. A frame costs no
/// allocation.</summary>
/// <remarks>For the hot path only: members and brackets are the caller's; nothing checks that the whole is JSON but
/// the tests.</remarks>
internal ref struct Chat33FrameWriter(IBufferWriter<byte> output)
{
    /// <summary>Large enough for a short message, so that most frames ask for memory once.</summary>
    private const int FirstBytes = 512;

    /// <summary>What JSON must escape, what HTML would interpret, and what JavaScript takes for the end of a
    /// line.</summary>
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\', '<', '>', '&', '\'', '+', '`', '\u007f', '\u2028', '\u2029']);

    private Span<byte> _span = output.GetSpan(FirstBytes);
    private int _written;

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_span[_written..]);
        _written += bytes.Length;
    }

    public void Number(long value)
    {
        Reserve(20);
        Utf8Formatter.TryFormat(value, _span[_written..], out var length);
        _written += length;
    }

    /// <summary>A string with its quotes.</summary>
    public void Text(string text)
    {
        if (text.AsSpan().ContainsAny(Escaped))
        {
            Raw("\""u8);
            Raw(JsonEncodedText.Encode(text, Chat33Json.Encoder).EncodedUtf8Bytes);
            Raw("\""u8);
            return;
        }

        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length) + 2);
        _span[_written++] = (byte)'"';
        _written += Encoding.UTF8.GetBytes(text, _span[_written..]);
        _span[_written++] = (byte)'"';
    }

    /// <summary>JSON that was checked when it came in, as it is.</summary>
    public void Json(string json)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(json.Length));
        _written += Encoding.UTF8.GetBytes(json, _span[_written..]);
    }

    public void Flush()
    {
        output.Advance(_written);
        _written = 0;
        _span = default;
    }

    private void Reserve(int bytes)
    {
        if (_span.Length - _written < bytes)
        {
            output.Advance(_written);
            _written = 0;
            _span = output.GetSpan(Math.Max(bytes, FirstBytes));
        }
    }
}
