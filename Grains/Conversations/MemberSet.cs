using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace OrleansChat.Conversations;

/// <summary>Who is in a conversation: found by user id, walked in the order of joining, those of rank and those who may
/// not speak kept apart. A value: a change makes another one that shares nearly all of it.</summary>
/// <remarks>What is asked for each call or changed by one member costs the same in a room of five thousand.</remarks>
internal sealed class MemberSet
{
    private readonly ImmutableDictionary<int, MemberRow> _rowByUser;
    private readonly ImmutableSortedSet<(long FromSeq, int UserId)> _order;
    private readonly ImmutableSortedSet<int> _ranked;
    private readonly ImmutableSortedSet<(long UntilUnixMs, int UserId)> _muted;
    private readonly ImmutableSortedSet<int> _listed;

    private MemberSet(
        ImmutableDictionary<int, MemberRow> rowByUser,
        ImmutableSortedSet<(long FromSeq, int UserId)> order,
        ImmutableSortedSet<int> ranked,
        ImmutableSortedSet<(long UntilUnixMs, int UserId)> muted,
        ImmutableSortedSet<int> listed)
    {
        _rowByUser = rowByUser;
        _order = order;
        _ranked = ranked;
        _muted = muted;
        _listed = listed;
    }

    public bool IsEmpty => _rowByUser.IsEmpty;

    public int Count => _rowByUser.Count;

    public IEnumerable<int> Keys => _rowByUser.Keys;

    public IEnumerable<MemberRow> Values => _rowByUser.Values;

    /// <summary>In the order of joining; those who came together by user id.</summary>
    public IEnumerable<MemberRow> InOrder => _order.Select(place => _rowByUser[place.UserId]);

    /// <summary>Those of a rank above the ordinary one, by user id.</summary>
    public IEnumerable<MemberRow> Ranked => _ranked.Select(userId => _rowByUser[userId]);

    /// <summary>Those who stand on a list of mutes, by user id.</summary>
    public IEnumerable<MemberRow> Listed => _listed.Select(userId => _rowByUser[userId]);

    /// <exception cref="KeyNotFoundException">He is no member.</exception>
    public MemberRow this[int userId] => _rowByUser[userId];

    public static MemberSet Of(ImmutableArray<MemberRow> rows) => new(
        rows.ToImmutableDictionary(row => row.UserId),
        rows.Select(row => (row.FromSeq, row.UserId)).ToImmutableSortedSet(),
        rows.Where(IsRanked).Select(row => row.UserId).ToImmutableSortedSet(),
        rows.Where(IsMuted).Select(row => (row.MutedUntilUnixMs, row.UserId)).ToImmutableSortedSet(),
        rows.Where(IsListed).Select(row => row.UserId).ToImmutableSortedSet());

    public bool ContainsKey(int userId) => _rowByUser.ContainsKey(userId);

    public bool TryGetValue(int userId, [MaybeNullWhen(false)] out MemberRow row) =>
        _rowByUser.TryGetValue(userId, out row);

    public MemberRow? GetValueOrDefault(int userId) => _rowByUser.GetValueOrDefault(userId);

    /// <summary>How many may not speak at a time, by their own rows.</summary>
    public int CountMuted(long atUnixMs) => _muted.Count - ~_muted.IndexOf((atUnixMs, int.MaxValue));

    /// <summary>With this member, or with his row replaced.</summary>
    public MemberSet With(MemberRow row)
    {
        var before = _rowByUser.GetValueOrDefault(row.UserId);
        var order = before?.FromSeq == row.FromSeq ? _order
            : (before is null ? _order : _order.Remove((before.FromSeq, before.UserId))).Add((row.FromSeq, row.UserId));
        var muted = before is null ? _muted : _muted.Remove((before.MutedUntilUnixMs, before.UserId));
        return new MemberSet(
            _rowByUser.SetItem(row.UserId, row),
            order,
            IsRanked(row) ? _ranked.Add(row.UserId) : _ranked.Remove(row.UserId),
            IsMuted(row) ? muted.Add((row.MutedUntilUnixMs, row.UserId)) : muted,
            IsListed(row) ? _listed.Add(row.UserId) : _listed.Remove(row.UserId));
    }

    public MemberSet Without(int userId) => _rowByUser.GetValueOrDefault(userId) is not { } row ? this : new MemberSet(
        _rowByUser.Remove(userId),
        _order.Remove((row.FromSeq, userId)),
        _ranked.Remove(userId),
        _muted.Remove((row.MutedUntilUnixMs, userId)),
        _listed.Remove(userId));

    private static bool IsRanked(MemberRow row) => row.Level > 1;

    private static bool IsMuted(MemberRow row) => row.MutedUntilUnixMs > 0;

    private static bool IsListed(MemberRow row) => row.MuteList > 1;
}
