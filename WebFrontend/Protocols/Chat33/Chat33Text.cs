namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>What texts that others will see may be. Pure.</summary>
internal static class Chat33Text
{
    /// <summary>A name has no control characters and more than blanks.</summary>
    public static bool IsName(string text) => !text.Any(char.IsControl) && !string.IsNullOrWhiteSpace(text);

    /// <summary>A picture is at a web address or a relative one: other schemes would run in a careless viewer. It is
    /// never fetched.</summary>
    public static bool IsPictureAddress(string text)
    {
        if (text.Any(char.IsControl))
        {
            return false;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var hasScheme = colon >= 0 && (slash < 0 || colon < slash);
        return !hasScheme
            || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
    }
}
