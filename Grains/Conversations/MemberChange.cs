namespace OrleansChat.Conversations;

/// <summary>Somebody joins, or leaves, at a place of the sequence.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Seq">The first place of a stay (that of the row that says so), or its last (the one before the row
/// that says so).</param>
/// <param name="Joins">Joins, or leaves.</param>
/// <param name="Level">Rank of one who joins.</param>
/// <param name="Alias">Alias of one who joins.</param>
/// <param name="AtUnixMs">When.</param>
public sealed record MemberChange(int UserId, long Seq, bool Joins, short Level, string Alias, long AtUnixMs)
{
    /// <summary>Somebody comes in; place and time are filled in later.</summary>
    public static MemberChange Join(int userId, short level, string alias) => new(userId, 0, Joins: true, level, alias, 0);

    /// <summary>Somebody goes; place and time are filled in later.</summary>
    public static MemberChange Leave(int userId) => new(userId, 0, Joins: false, 0, "", 0);
}
