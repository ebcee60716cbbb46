using System.Collections.Immutable;

namespace OrleansChat.Tests.Protocols.Chat33.Authorization;

/// <summary>One row of matrix.md.</summary>
/// <param name="Call">A route, or <c>event</c> and a number.</param>
/// <param name="Case">What is special about the body; may be empty.</param>
/// <param name="Body">With names that are filled in for each cell.</param>
/// <param name="Cells">What each of <see cref="Matrix.Callers"/> is answered.</param>
public sealed record MatrixRow(string Call, string Case, string Body, ImmutableArray<string> Cells)
{
    public bool IsEvent => Call.StartsWith("event ", StringComparison.Ordinal);

    /// <summary>Unique among the rows.</summary>
    public string Name => Case.Length == 0 ? Call : $"{Call}, {Case}";

    public override string ToString() => Name;
}
