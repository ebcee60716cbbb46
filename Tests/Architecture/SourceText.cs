using System.Text.RegularExpressions;

namespace OrleansChat.Tests.Architecture;

internal static class SourceText
{
    /// <summary>Whether code, comments left out, has the name as a whole word.</summary>
    public static bool Mentions(string source, string name) =>
        source.Contains(name, StringComparison.Ordinal)
        && source.Split('\n').Any(line =>
            !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            && Regex.IsMatch(
                line, $@"(?<!\w){Regex.Escape(name)}(?!\w)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)));
}
