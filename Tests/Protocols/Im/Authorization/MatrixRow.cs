namespace OrleansChat.Tests.Protocols.Im.Authorization;

/// <summary>One call of the table, and what each of <see cref="Matrix.Callers"/> is answered.</summary>
/// <param name="Route">As it is mapped.</param>
/// <param name="Body">With names that are filled in: what is <c>$mine</c> there belongs to the user himself.</param>
/// <param name="Himself">The user's own token.</param>
/// <param name="Another">The token of another user.</param>
public sealed record MatrixRow(string Route, string Body, string Himself, string Another)
{
    /// <summary>GET, else POST.</summary>
    public bool IsDownload { get; init; }

    /// <summary>A body that names nobody and nothing instead; null where bodies name nothing.</summary>
    public string? Nowhere { get; init; }

    /// <summary>Modes in which callers are answered in another way than in general.</summary>
    public IReadOnlyDictionary<ImMode, string> Special { get; init; } = new Dictionary<ImMode, string>();

    /// <summary>In the order of the callers. In general a token that is wrong or has ended is refused; no token, and
    /// one of the host application, is as good as the user's own where he is believed, and refused elsewhere.</summary>
    public string[] Cells(ImMode mode)
    {
        var unknown = mode is ImMode.Development or ImMode.Trusted ? Himself : Matrix.Refused;
        return Special.TryGetValue(mode, out var special)
            ? special.Split(" | ")
            : [Himself, Another, Matrix.Refused, Matrix.Refused, unknown, unknown];
    }

    public override string ToString() => $"{Route} {Body}";
}
