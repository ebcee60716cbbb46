namespace OrleansChat.Conversations;

/// <summary>One open membership: a row of the table <c>member</c> without an end.</summary>
/// <param name="UserId">Who.</param>
/// <param name="FromSeq">The place at which he joined: that of the last row which says so, so it is never unread to
/// him.</param>
/// <param name="Level">Rank, 1 to 3; 1 of friends, 0 of those who talk without being friends.</param>
/// <param name="Alias">See <see cref="MemberSettings.Alias"/>.</param>
/// <param name="NoDisturbing">No phone push.</param>
/// <param name="OnTop">Pinned.</param>
/// <param name="SinceUnixMs">When he joined.</param>
/// <param name="MutedUntilUnixMs">He may not speak before this time; 0 when he may, 7258089600000 for ever.</param>
/// <param name="MuteList">Which list of the room he stands on: 1 none, 2 black, 3 white.</param>
public sealed record MemberRow(
    int UserId,
    long FromSeq,
    short Level,
    string Alias,
    bool NoDisturbing,
    bool OnTop,
    long SinceUnixMs,
    long MutedUntilUnixMs = 0,
    short MuteList = 1)
{
    /// <summary>The row as an <see cref="MemberChangeKind.Update"/> leaves it.</summary>
    public MemberRow Apply(MemberChange update) => this with
    {
        Level = update.Level ?? Level,
        MutedUntilUnixMs = update.MutedUntilUnixMs ?? MutedUntilUnixMs,
        MuteList = update.MuteList ?? MuteList,
    };
}
