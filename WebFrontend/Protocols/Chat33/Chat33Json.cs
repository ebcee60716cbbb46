using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>What this protocol takes for JSON: stricter than the parser, which accepts duplicate members and lone
/// surrogates.</summary>
internal static class Chat33Json
{
    /// <summary>Chinese stays readable; what HTML would interpret is escaped.</summary>
    public static JavaScriptEncoder Encoder { get; } = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>Depth is ours to count, so that "too deep" is an outcome like the others.</summary>
    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = Chat33Limits.MaxDepth };

    /// <summary>Whether the bytes are one JSON value within the limits and without anything that two parsers could
    /// read differently.</summary>
    public static bool IsStrict(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            return false;
        }

        var reader = new Utf8JsonReader(bytes, ReaderOptions);
        try
        {
            return reader.Read() && IsStrictValue(ref reader, bytes) && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsStrictValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes) => reader.TokenType switch
    {
        JsonTokenType.StartObject => IsStrictObject(ref reader, bytes),
        JsonTokenType.StartArray => IsStrictArray(ref reader, bytes),
        JsonTokenType.String => IsStrictText(in reader),
        JsonTokenType.Number => reader.ValueSpan.Length <= Chat33Limits.MaxNumberLength,
        _ => true,
    };

    private static bool IsStrictObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        Span<Range> names = stackalloc Range[Chat33Limits.MaxMembers];
        var count = 0;
        var hasEscapes = false;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (count == names.Length || !IsStrictText(in reader))
            {
                return false;
            }

            var start = (int)reader.TokenStartIndex + 1;
            names[count] = start..(start + reader.ValueSpan.Length);
            hasEscapes |= reader.ValueIsEscaped;
            if (IsAmong(names[..count], names[count], bytes, hasEscapes) || !reader.Read() || !IsStrictValue(ref reader, bytes))
            {
                return false;
            }

            count++;
        }

        return true;
    }

    private static bool IsAmong(ReadOnlySpan<Range> earlier, Range name, ReadOnlySpan<byte> bytes, bool hasEscapes)
    {
        foreach (var other in earlier)
        {
            if (hasEscapes ? Unescaped(bytes[other]) == Unescaped(bytes[name]) : bytes[other].SequenceEqual(bytes[name]))
            {
                return true;
            }
        }

        return false;
    }

    private static string Unescaped(ReadOnlySpan<byte> name)
    {
        var quoted = new byte[name.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        name.CopyTo(quoted.AsSpan(1));
        var reader = new Utf8JsonReader(quoted);
        return reader.Read() ? reader.GetString()! : "";
    }

    private static bool IsStrictArray(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes)
    {
        for (var count = 0; reader.Read() && reader.TokenType is not JsonTokenType.EndArray; count++)
        {
            if (count == Chat33Limits.MaxElements || !IsStrictValue(ref reader, bytes))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>No NUL and no half of a surrogate pair. Raw ones cannot pass the UTF-8 check and the parser: only
    /// escapes are looked at.</summary>
    private static bool IsStrictText(in Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return true;
        }

        var text = reader.ValueSpan;
        var awaitsLowHalf = false;
        for (var i = 0; i < text.Length; i++)
        {
            var unit = 0;
            if (text[i] == '\\' && text[++i] == 'u')
            {
                unit = Convert.ToInt32(Encoding.ASCII.GetString(text.Slice(i + 1, 4)), 16);
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
