namespace OrleansChat.Conversations;

/// <summary>One open membership: a row of the table <c>member</c> without an end.</summary>
/// <param name="UserId">Who.</param>
/// <param name="FromSeq">The place at which he joined.</param>
/// <param name="Level">Rank, 1 to 3; 1 in friendships.</param>
/// <param name="Alias">See <see cref="MemberSettings.Alias"/>.</param>
/// <param name="NoDisturbing">No phone push.</param>
/// <param name="OnTop">Pinned.</param>
/// <param name="SinceUnixMs">When he joined.</param>
public sealed record MemberRow(
    int UserId, long FromSeq, short Level, string Alias, bool NoDisturbing, bool OnTop, long SinceUnixMs);
