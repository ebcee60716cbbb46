namespace OrleansChat.Conversations;

/// <summary>Somebody joins, or leaves, at a place of the sequence.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Seq">The place of the membership row that says so: the first of a stay, or the one after its last.</param>
/// <param name="Joins">Joins, or leaves.</param>
/// <param name="Level">Rank of one who joins.</param>
/// <param name="Alias">Alias of one who joins.</param>
/// <param name="AtUnixMs">When.</param>
public sealed record MemberChange(int UserId, long Seq, bool Joins, short Level, string Alias, long AtUnixMs);
