using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace OrleansChat.WebFrontend.Gateway.Json;

/// <summary>What protocols take for JSON: stricter than the parser, which accepts duplicate members and lone
/// surrogates. Hostile bytes are an outcome.</summary>
public static class StrictJson
{
    /// <summary>For what goes out: Chinese stays readable, what HTML would interpret is escaped.</summary>
    public static JavaScriptEncoder Encoder { get; } = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>For who reads what <see cref="IsOne"/> has accepted.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = JsonLimits.MaxDepth };

    /// <summary>Whether the bytes are one JSON value within <see cref="JsonLimits"/> and without anything that two
    /// parsers could read differently: members that stand twice, halves of surrogate pairs, NUL.</summary>
    public static bool IsOne(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            return false;
        }

        var reader = new Utf8JsonReader(bytes, ReaderOptions);
        try
        {
            return reader.Read() && IsFine(ref reader, bytes) && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The bytes with “ and ” as plain quotes: clients whose frames were copied from a page send such.
    /// Source: common.md 0.2.</summary>
    /// <returns>Shorter than the bytes when there were any.</returns>
    public static byte[] WithStraightQuotes(ReadOnlySpan<byte> bytes)
    {
        var straight = new byte[bytes.Length];
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var rest = bytes[i..];
            var isQuote = rest.StartsWith("“"u8) || rest.StartsWith("”"u8);
            straight[length++] = isQuote ? (byte)'"' : bytes[i];
            i += isQuote ? 2 : 0;
        }

        return straight[..length];
    }

    private static bool IsFine(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes) => reader.TokenType switch
    {
        JsonTokenType.StartObject => IsFineObject(ref reader, bytes),
        JsonTokenType.StartArray => IsFineArray(ref reader, bytes),
        JsonTokenType.String => IsFineText(in reader),
        JsonTokenType.Number => reader.ValueSpan.Length <= JsonLimits.MaxNumberLength,
        _ => true,
    };

    private static bool IsFineObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        Span<Range> names = stackalloc Range[JsonLimits.MaxMembers];
        var count = 0;
        var hasEscapes = false;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (count == names.Length || !IsFineText(in reader))
            {
                return false;
            }

            var start = (int)reader.TokenStartIndex + 1;
            names[count] = start..(start + reader.ValueSpan.Length);
            hasEscapes |= reader.ValueIsEscaped;
            if (IsAmong(names[..count], names[count], bytes, hasEscapes)
                || !reader.Read()
                || !IsFine(ref reader, bytes))
            {
                return false;
            }

            count++;
        }

        return true;
    }

    private static bool IsFineArray(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        for (var count = 0; reader.Read() && reader.TokenType is not JsonTokenType.EndArray; count++)
        {
            if (count == JsonLimits.MaxElements || !IsFine(ref reader, bytes))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAmong(ReadOnlySpan<Range> earlier, Range name, ReadOnlySpan<byte> bytes, bool hasEscapes)
    {
        foreach (var other in earlier)
        {
            if (hasEscapes
                ? Unescaped(bytes[other]) == Unescaped(bytes[name])
                : bytes[other].SequenceEqual(bytes[name]))
            {
                return true;
            }
        }

        return false;
    }

    private static string Unescaped(ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader([(byte)'"', .. name, (byte)'"']);
        return reader.Read() ? reader.GetString()! : "";
    }

    /// <summary>Raw NULs and halves of pairs do not pass the UTF-8 check and the parser: only escapes are looked
    /// at.</summary>
    private static bool IsFineText(in Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return true;
        }

        var text = reader.ValueSpan;
        var awaitsLowHalf = false;
        for (var i = 0; i < text.Length; i++)
        {
            ushort unit = 0;
            if (text[i] == '\\' && text[++i] == 'u')
            {
                unit = BinaryPrimitives.ReadUInt16BigEndian(Convert.FromHexString(text.Slice(i + 1, 4)));
                i += 4;
                if (unit == 0)
                {
                    return false;
                }
            }

            if (awaitsLowHalf != char.IsLowSurrogate((char)unit))
            {
                return false;
            }

            awaitsLowHalf = char.IsHighSurrogate((char)unit);
        }

        return !awaitsLowHalf;
    }
}
