namespace OrleansChat.Conversations;

/// <summary>Somebody joins, leaves, or gets another rank or mute, at a place of the sequence.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Seq">The first place of a stay (that of the row that says so), or its last (the one before the row
/// that says so); for an update the place from which it holds.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Level">Rank of one who joins, or the new one of one who stays; null for the same as before.</param>
/// <param name="Alias">Alias of one who joins.</param>
/// <param name="AtUnixMs">When.</param>
/// <param name="MutedUntilUnixMs">See <see cref="MemberRow.MutedUntilUnixMs"/>; null for the same as before, or for 0
/// of one who joins.</param>
/// <param name="MuteList">See <see cref="MemberRow.MuteList"/>; null for the same as before, or for 1 of one who
/// joins.</param>
public sealed record MemberChange(
    int UserId,
    long Seq,
    MemberChangeKind Kind,
    short? Level,
    string Alias,
    long AtUnixMs,
    long? MutedUntilUnixMs = null,
    short? MuteList = null)
{
    /// <summary>Somebody comes in; place and time are filled in later.</summary>
    public static MemberChange Join(
        int userId, short level, string alias, long? mutedUntilUnixMs = null, short? muteList = null) =>
        new(userId, 0, MemberChangeKind.Join, level, alias, 0, mutedUntilUnixMs, muteList);

    /// <summary>Somebody goes; place and time are filled in later.</summary>
    public static MemberChange Leave(int userId) => new(userId, 0, MemberChangeKind.Leave, null, "", 0);

    /// <summary>Somebody stays, and what is not null changes in place; place and time are filled in later.</summary>
    public static MemberChange Update(
        int userId, short? level = null, long? mutedUntilUnixMs = null, short? muteList = null) =>
        new(userId, 0, MemberChangeKind.Update, level, "", 0, mutedUntilUnixMs, muteList);
}
