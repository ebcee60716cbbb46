namespace OrleansChat.Accounts;

/// <summary>One session as it is stored, under the hash of its token.</summary>
internal sealed record SessionState
{
    public int UserId { get; init; }

    public OpenSession Device { get; init; } = new("", "", "", "");

    public long OpenedAtUnixMs { get; init; }

    /// <summary>Stored at most once an hour: idleness is measured in days.</summary>
    public long UsedAtUnixMs { get; init; }

    public SessionEnd End { get; init; }
}
