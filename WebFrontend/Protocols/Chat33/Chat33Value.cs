using System.Globalization;
using System.Text.Json;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>Single values of a request, as clients write them: numbers may be texts and ids numbers.</summary>
internal static class Chat33Value
{
    /// <summary>A positive integer up to a maximum, or null.</summary>
    public static long? Id(JsonElement value, long max) => Number(value) is { } id && id > 0 && id <= max ? id : null;

    /// <summary>An integer, or null.</summary>
    public static long? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        JsonValueKind.String when long.TryParse(
            value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>Whether it stands for the newest row of a history.</summary>
    public static bool IsNewest(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is "" or "0" or "-1",
        JsonValueKind.Number => value.TryGetInt64(out var number) && number is 0 or -1,
        _ => false,
    };

    /// <summary>Whether it is an empty text.</summary>
    public static bool IsEmpty(JsonElement value) => value.ValueKind is JsonValueKind.String && value.ValueEquals(""u8);
}
