using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using OrleansChat.WebFrontend.Gateway.Json;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>Writes one frame's bytes: constants, numbers and texts, straight into the output. A frame costs no
/// allocation.</summary>
/// <remarks>Members and brackets are the caller's; nothing checks that the whole is JSON but the tests.</remarks>
internal ref struct ImFrameWriter(IBufferWriter<byte> output)
{
    /// <summary>Large enough for a short message, so that most frames ask for memory once.</summary>
    private const int FirstBytes = 512;

    /// <summary>What JSON must escape, what HTML would interpret, and what JavaScript takes for the end of a
    /// line.</summary>
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
    [
        .. Enumerable.Range(0, 0x20).Select(c => (char)c),
        '"', '\\', '<', '>', '&', '\'', '+', '`', '\u007f', '\u2028', '\u2029',
    ]);

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

    /// <summary>A number, or <c>null</c> for 0.</summary>
    public void NumberOrNull(long value)
    {
        if (value == 0)
        {
            Raw("null"u8);
        }
        else
        {
            Number(value);
        }
    }

    /// <summary>An id, as a number or as a text.</summary>
    public void Id(long value, bool asText)
    {
        if (asText)
        {
            Raw("\""u8);
        }

        Number(value);
        if (asText)
        {
            Raw("\""u8);
        }
    }

    /// <summary>A word of the protocol with its quotes.</summary>
    public void Word(ReadOnlySpan<byte> word)
    {
        Reserve(word.Length + 2);
        _span[_written++] = (byte)'"';
        word.CopyTo(_span[_written..]);
        _written += word.Length;
        _span[_written++] = (byte)'"';
    }

    /// <summary>A string with its quotes.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny(Escaped))
        {
            Word(JsonEncodedText.Encode(text, StrictJson.Encoder).EncodedUtf8Bytes);
        }
        else
        {
            EscapedText(text);
        }
    }

    /// <summary>Words of ours, which need no escapes and get no quotes.</summary>
    public void Plain(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        _written += Encoding.UTF8.GetBytes(text, _span[_written..]);
    }

    /// <summary>What stands between the quotes of a JSON string, with quotes of our own.</summary>
    public void EscapedText(ReadOnlySpan<char> escaped)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(escaped.Length) + 2);
        _span[_written++] = (byte)'"';
        _written += Encoding.UTF8.GetBytes(escaped, _span[_written..]);
        _span[_written++] = (byte)'"';
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
