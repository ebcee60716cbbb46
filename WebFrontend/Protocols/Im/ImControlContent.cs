using System.Globalization;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>The content of Auth and Ack frames, which clients write in many ways: <c>{"token":"x"}</c>,
/// <c>{'token':'x'}</c>, <c>{'x'}</c>, <c>x</c>. One pass, no exception, whatever comes.</summary>
/// <remarks>Source: decision 1; security.md, slots.</remarks>
internal ref struct ImControlContent
{
    private const int Nothing = -1;

    private readonly ReadOnlySpan<char> _text;
    private readonly Span<char> _value;
    private int _at;

    private ImControlContent(ReadOnlySpan<char> text, Span<char> value)
    {
        _text = text.Trim();
        _value = value;
    }

    private readonly char Next => _at < _text.Length ? _text[_at] : '\0';

    /// <summary>Reads the one value that the content is about.</summary>
    /// <param name="content">The content, its JSON escapes undone.</param>
    /// <param name="name">Its name where it has one: <c>token</c>, <c>srcId</c>.</param>
    /// <param name="value">Room for the value, as long as the content may be.</param>
    /// <returns>Length of the value; 0 when there is none.</returns>
    public static int Read(ReadOnlySpan<char> content, ReadOnlySpan<char> name, Span<char> value)
    {
        var scanner = new ImControlContent(content, value);
        return content.Length > value.Length ? 0 : Math.Max(scanner.ReadAll(name), 0);
    }

    /// <summary>Reads the id that an Ack confirms.</summary>
    /// <returns>0 when there is none.</returns>
    public static long ReadId(ReadOnlySpan<char> content, ReadOnlySpan<char> name)
    {
        Span<char> digits = stackalloc char[ImLimits.MaxControlContent];
        var length = Read(content, name, digits);
        return long.TryParse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? ImIds.Meant(id)
            : 0;
    }

    private int ReadAll(ReadOnlySpan<char> name)
    {
        if (Next != '{')
        {
            return ReadRaw();
        }

        _at++;
        var found = Nothing;
        for (var members = 0; ; members++)
        {
            SkipSpace();
            if (!TryItem(out var item, out var isQuoted))
            {
                return Nothing;
            }

            SkipSpace();
            if (Next != ':')
            {
                found = members == 0 ? Unescape(item, isQuoted) : Nothing;
                return Ends() ? found : Nothing;
            }

            _at++;
            SkipSpace();
            if (!TryMember(item.SequenceEqual(name), ref found))
            {
                return Nothing;
            }

            SkipSpace();
            if (Next != ',')
            {
                return Ends() ? found : Nothing;
            }

            _at++;
        }
    }

    /// <summary>No object: the text itself, without the quotes around it.</summary>
    private int ReadRaw()
    {
        if (Next is not ('"' or '\''))
        {
            return Unescape(_text, isQuoted: false);
        }

        return TryItem(out var item, out var isQuoted) && _at == _text.Length ? Unescape(item, isQuoted) : Nothing;
    }

    private bool Ends() => Next == '}' && _at == _text.Length - 1;

    /// <summary>The value behind a name; kept when it is the one that is asked for, and there must be one of them.</summary>
    private bool TryMember(bool isWanted, ref int found)
    {
        if (!isWanted)
        {
            return TrySkipValue();
        }

        if (found != Nothing || !TryItem(out var item, out var isQuoted))
        {
            return false;
        }

        found = Unescape(item, isQuoted);
        return found > 0;
    }

    /// <summary>Something between quotes, or up to what cannot be part of a word.</summary>
    private bool TryItem(out ReadOnlySpan<char> item, out bool isQuoted)
    {
        var quote = Next;
        isQuoted = quote is '"' or '\'';
        var start = isQuoted ? ++_at : _at;
        while (_at < _text.Length && !(isQuoted ? _text[_at] == quote : IsEnd(_text[_at])))
        {
            _at += isQuoted && _text[_at] == '\\' ? 2 : 1;
        }

        _at = Math.Min(_at, _text.Length);
        item = _text[start.._at];
        if (!isQuoted)
        {
            return item.Length > 0;
        }

        return _at++ < _text.Length;
    }

    /// <summary>A value that nobody asked for, whatever is in it.</summary>
    private bool TrySkipValue()
    {
        var depth = 0;
        do
        {
            SkipSpace();
            switch (Next)
            {
                case '{' or '[':
                    depth++;
                    _at++;
                    break;
                case '}' or ']':
                    depth--;
                    _at++;
                    break;
                case ',' or ':' when depth > 0:
                    _at++;
                    break;
                default:
                    if (!TryItem(out _, out _))
                    {
                        return false;
                    }

                    break;
            }
        }
        while (depth > 0);
        return depth == 0;
    }

    private void SkipSpace()
    {
        while (char.IsWhiteSpace(Next))
        {
            _at++;
        }
    }

    /// <summary>Copies a value without its backslashes.</summary>
    /// <returns>Its length, or nothing for one that holds what no token and no number holds.</returns>
    private readonly int Unescape(ReadOnlySpan<char> item, bool isQuoted)
    {
        var length = 0;
        for (var i = 0; i < item.Length; i++)
        {
            var letter = item[i];
            if (letter == '\\' && isQuoted && (++i == item.Length || (letter = item[i]) is not ('"' or '\'' or '\\' or '/')))
            {
                return Nothing;
            }

            if (char.IsControl(letter))
            {
                return Nothing;
            }

            _value[length++] = letter;
        }

        return length == 0 || (!isQuoted && item is "null") ? Nothing : length;
    }

    private static bool IsEnd(char letter) =>
        letter is ',' or ':' or '{' or '}' or '[' or ']' or '"' or '\'' || char.IsWhiteSpace(letter);
}
