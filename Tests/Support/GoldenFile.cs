namespace OrleansChat.Tests.Support;

/// <summary>A text of the repository, most of them under <c>Tests/Golden</c>, that a test produces anew and
/// compares.</summary>
internal static class GoldenFile
{
    /// <summary>Set to 1, each such test replaces its file by what it produced.</summary>
    private const string Switch = "CHAT_GOLDEN_WRITE";

    /// <summary>Fails when the produced lines are not those of the file.</summary>
    /// <param name="name">The file's name without its ending.</param>
    /// <param name="produced">The lines.</param>
    /// <param name="risk">What a line that is gone breaks.</param>
    public static void Compare(string name, IEnumerable<string> produced, string risk) =>
        CompareFile($"Tests/Golden/{name}.txt", produced, risk);

    /// <summary>Fails when the produced lines are not those of the file.</summary>
    /// <param name="path">The file's path from the repository's root.</param>
    /// <param name="produced">The lines.</param>
    /// <param name="risk">What a line that is gone breaks.</param>
    /// <param name="read">What of the file counts; all of it when it is left out.</param>
    public static void CompareFile(
        string path, IEnumerable<string> produced, string risk, Func<string[], string[]>? read = null)
    {
        var file = Path.Combine(RepositoryRoot.Path, path);
        string[] lines = [.. produced];
        if (Environment.GetEnvironmentVariable(Switch) is "1")
        {
            File.WriteAllLines(file, lines);
        }

        var kept = File.Exists(file) ? File.ReadAllLines(file) : [];
        kept = read?.Invoke(kept) ?? kept;
        if (lines.SequenceEqual(kept, StringComparer.Ordinal))
        {
            return;
        }

        var copy = Path.Combine(Path.GetTempPath(), Path.GetFileName(path));
        File.WriteAllLines(copy, lines);
        Assert.Fail($"""
            {path} says something else than the code.
            {Changes("gone", kept, lines)}
            {Changes("new", lines, kept)}
            What is gone, renamed or renumbered: {risk}
            What is new may come. When all of it is meant, run this test again with {Switch}=1, or replace the file by
            {copy}.
            """);
    }

    /// <summary>Lines that only one text has, each under the last line before it that is not indented.</summary>
    private static string Changes(string what, string[] texts, string[] others)
    {
        var known = Headed(others).ToHashSet(StringComparer.Ordinal);
        var changes = Headed(texts).Where(line => !known.Contains(line)).ToArray();
        return changes.Length == 0 ? $"{what}: nothing" : $"{what}:\n  {string.Join("\n  ", changes)}";
    }

    private static IEnumerable<string> Headed(string[] lines)
    {
        var head = "";
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            head = line.StartsWith(' ') ? head : line;
            yield return line == head ? line : $"{head}: {line.Trim()}";
        }
    }
}
