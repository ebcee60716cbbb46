using System.Collections.Immutable;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols.Chat33.Authorization;

/// <summary>The table in matrix.md.</summary>
internal static class Matrix
{
    public const string File = "Tests/Protocols/Chat33/Authorization/matrix.md";

    /// <summary>In the order of the columns.</summary>
    public static readonly ImmutableArray<string> Callers =
        ["anonymous", "visitor", "stranger", "friend", "member", "manager", "owner", "ex-member", "staff"];

    public static ImmutableArray<MatrixRow> Rows { get; } =
    [
        .. System.IO.File.ReadLines(Path.Combine(RepositoryRoot.Path, File))
            .Where(line => line.StartsWith("| /", StringComparison.Ordinal)
                || line.StartsWith("| event ", StringComparison.Ordinal))
            .Select(Parse),
    ];

    private static MatrixRow Parse(string line)
    {
        var columns = line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries);
        return columns.Length == Callers.Length + 3
            ? new MatrixRow(columns[0], columns[1], columns[2].Trim('`'), [.. columns[3..]])
            : throw new InvalidDataException($"{File}: a row has {columns.Length} columns: {line}");
    }
}
