namespace OrleansChat.Conversations;

/// <summary>Somebody joins, or leaves, at a place of the sequence.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Seq">The first place of a stay (that of the row that says so), or its last (the one before the row
/// that says so).</param>
/// <param name="Joins">Joins, or leaves.</param>
/// <param name="Level">Rank of one who joins.</param>
/// <param name="Alias">Alias of one who joins.</param>
/// <param name="AtUnixMs">When.</param>
public sealed record MemberChange(int UserId, long Seq, bool Joins, short Level, string Alias, long AtUnixMs);
