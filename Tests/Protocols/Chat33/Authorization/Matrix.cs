using System.Collections.Immutable;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols.Chat33.Authorization;

/// <summary>The table in matrix.md.</summary>
internal static class Matrix
{
    public const string File = "Tests/Protocols/Chat33/Authorization/matrix.md";

    private const int TwinColumns = 4;

    /// <summary>In the order of the columns.</summary>
    public static readonly ImmutableArray<string> Callers =
        ["anonymous", "visitor", "stranger", "friend", "member", "manager", "owner", "ex-member", "staff"];

    private static readonly ImmutableArray<string[]> Lines =
    [
        .. System.IO.File.ReadLines(Path.Combine(RepositoryRoot.Path, File))
            .Where(line => line.StartsWith("| /", StringComparison.Ordinal)
                || line.StartsWith("| event ", StringComparison.Ordinal))
            .Select(line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];

    public static ImmutableArray<MatrixRow> Rows { get; } =
        [.. Lines.Where(columns => columns.Length != TwinColumns).Select(ToRow)];

    public static ImmutableArray<MatrixTwins> Twins { get; } =
        [.. Lines.Where(columns => columns.Length == TwinColumns).Select(ToTwins)];

    private static MatrixRow ToRow(string[] columns) => columns.Length == Callers.Length + 3
        ? new MatrixRow(columns[0], columns[1], columns[2].Trim('`'), [.. columns[3..]])
        : throw new InvalidDataException($"{File}: a row of {columns.Length} columns: {string.Join(" | ", columns)}");

    private static MatrixTwins ToTwins(string[] columns) =>
        new(columns[0], columns[1], columns[2].Trim('`'), columns[3].Trim('`'));
}
