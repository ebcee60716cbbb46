using System.Buffers;

namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>Finds the files of this server that a text names: in a URL or a path, absolute or not.</summary>
internal static class FileMentions
{
    /// <summary>Files that one text can name; further ones are not looked for.</summary>
    public const int MaxMentions = 10;

    /// <summary>Behind the place may stand this many folders, which say nothing.</summary>
    private const int MaxFolders = 3;

    private static readonly string[] Places = ["/images/", "/file/down/"];

    private static readonly SearchValues<char> Segment =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");

    /// <summary>The keys of the files, each once; most texts have none.</summary>
    public static IReadOnlyList<string> Find(string text)
    {
        List<string>? found = null;
        foreach (var place in Places)
        {
            var rest = text.AsSpan();
            while (found is not { Count: >= MaxMentions }
                && rest.IndexOf(place, StringComparison.Ordinal) is var at and >= 0)
            {
                rest = rest[(at + place.Length)..];
                if (Name(rest) is { } key && found?.Contains(key) is not true)
                {
                    (found ??= []).Add(key);
                }
            }
        }

        return found ?? (IReadOnlyList<string>)[];
    }

    private static string? Name(ReadOnlySpan<char> path)
    {
        for (var folder = 0; folder <= MaxFolders; folder++)
        {
            var end = path.IndexOfAnyExcept(Segment);
            var segment = end < 0 ? path : path[..end];
            if (end < 0 || path[end] != '/')
            {
                // What ends a sentence belongs to no name.
                return FileName.TryParse(segment.TrimEnd('.'), out var key, out var extension) && extension.Length > 0
                    ? key
                    : null;
            }

            path = path[(end + 1)..];
        }

        return null;
    }
}
