using System.Globalization;
using System.Text.Json;
using OrleansChat.WebFrontend.Gateway.Json;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>The JSON object of a call. Numbers may come as texts. Source: common.md 0.2.</summary>
internal sealed class ImBody
{
    private readonly JsonElement _root;

    private ImBody(JsonElement root) => _root = root;

    /// <summary>The body of a call without one.</summary>
    public static ImBody None { get; } = new(JsonElement.Parse("{}"));

    /// <summary>Reads the bytes; typographic quotes count as plain ones when nothing else helps.</summary>
    /// <returns>Null for what is no JSON object.</returns>
    public static ImBody? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Trim(" \t\r\n"u8).IsEmpty)
        {
            return None;
        }

        var json = StrictJson.IsOne(bytes) ? bytes : StrictJson.WithStraightQuotes(bytes);
        return StrictJson.IsOne(json) && JsonElement.Parse(json) is { ValueKind: JsonValueKind.Object } root
            ? new ImBody(root)
            : null;
    }

    /// <summary>The elements of an array; null when it is none, empty when it is not there.</summary>
    public IReadOnlyList<ImBody>? Array(string name)
    {
        if (!Has(name))
        {
            return [];
        }

        var array = _root.GetProperty(name);
        return array.ValueKind is JsonValueKind.Array
            && array.EnumerateArray().All(one => one.ValueKind is JsonValueKind.Object)
                ? [.. array.EnumerateArray().Select(one => new ImBody(one))]
                : null;
    }

    /// <summary>Whether the member is there and not null.</summary>
    public bool Has(string name) =>
        _root.TryGetProperty(name, out var member) && member.ValueKind is not JsonValueKind.Null;

    /// <summary>The text of a member; empty when it is not there.</summary>
    /// <returns>False for a member of another kind.</returns>
    public bool TryText(string name, out string text)
    {
        text = "";
        if (!Has(name))
        {
            return true;
        }

        var member = _root.GetProperty(name);
        if (member.ValueKind is JsonValueKind.Number)
        {
            text = member.GetRawText();
            return true;
        }

        text = member.ValueKind is JsonValueKind.String ? member.GetString()! : "";
        return member.ValueKind is JsonValueKind.String;
    }

    /// <summary>The number of a member, or the fallback when it is not there.</summary>
    /// <returns>False for a member that is no whole number, and for one that is not there without a fallback.</returns>
    public bool TryNumber(string name, out long number, long? fallback = null)
    {
        number = fallback ?? 0;
        if (!Has(name))
        {
            return fallback is not null;
        }

        var member = _root.GetProperty(name);
        return member.ValueKind switch
        {
            JsonValueKind.Number => member.TryGetInt64(out number),
            JsonValueKind.String => long.TryParse(
                member.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
    }

    /// <summary>A member that is the id of a user.</summary>
    /// <returns>False for anything else; 0 or less is nobody's and is returned as it is.</returns>
    public bool TryUser(string name, out int userId)
    {
        var isNumber = TryNumber(name, out var number);
        userId = isNumber && number is >= int.MinValue and <= int.MaxValue ? (int)number : 0;
        return isNumber;
    }

    /// <summary>Whether a switch is on.</summary>
    public bool IsOn(string name) =>
        _root.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.True;
}
