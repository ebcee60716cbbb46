using System.Collections.Immutable;
using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Rooms;

/// <summary>Who is in the room, for those who are in it. A part of its grain.</summary>
/// <remarks>
/// Members are searched by name.
/// Names in the room stand in its rows; users' own names are asked for, a hundred at a time, and remembered for a
/// minute: a large room asks each member's account once, however many letters somebody types. It stops asking when the
/// answer is full.
/// </remarks>
internal sealed class RoomRoll(LiveRoom room)
{
    /// <summary>Members in one answer.</summary>
    public const int MaxFound = 200;

    private const int AskedAtOnce = 100;

    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(1);

    private readonly Dictionary<int, (string Name, DateTimeOffset AskedAt)> _nameByUser = [];

    public Reply<int> FindOwner() =>
        room.State.Members.Ranked.FirstOrDefault(member => member.Level == (short)MemberLevel.Owner) is { } owner
            ? owner.UserId
            : ChatError.RoomUnknown;

    public Reply<ImmutableArray<MemberView>> List(int callerId) =>
        RoomRules.See(room.State, callerId) is var refusal and not ChatError.None
            ? refusal
            : room.State.Members.InOrder.Select(room.View).ToImmutableArray();

    public Reply<MemberView> Get(int callerId, int userId) =>
        RoomRules.See(room.State, callerId) is var refusal and not ChatError.None ? refusal
        : room.State.Members.TryGetValue(userId, out var member) ? room.View(member)
        : ChatError.NotMember;

    public Reply<int> CountOnline(int callerId) =>
        RoomRules.See(room.State, callerId) is var refusal and not ChatError.None ? refusal : room.Listeners.Online;

    public async Task<Reply<ImmutableArray<MemberView>>> FindAsync(
        int callerId, string query, CancellationToken cancellation)
    {
        if (RoomRules.See(room.State, callerId) is var refusal and not ChatError.None)
        {
            return refusal;
        }

        var found = ImmutableArray.CreateBuilder<MemberView>();
        foreach (var some in room.State.Members.InOrder.Chunk(AskedAtOnce))
        {
            await AskAsync(some.Where(member => !Matches(member.Alias, query)), cancellation);
            found.AddRange(some
                .Where(member => Matches(member.Alias, query) || Matches(NameOf(member.UserId), query))
                .Take(MaxFound - found.Count)
                .Select(room.View));
            if (found.Count == MaxFound)
            {
                break;
            }
        }

        ForgetOthers();
        return found.ToImmutable();
    }

    private static bool Matches(string name, string query) => name.Contains(query, StringComparison.OrdinalIgnoreCase);

    private string NameOf(int userId) => _nameByUser.GetValueOrDefault(userId).Name ?? "";

    private async Task AskAsync(IEnumerable<MemberRow> members, CancellationToken cancellation)
    {
        var now = room.Parts.Clock.GetUtcNow();
        var asked = members
            .Select(member => member.UserId)
            .Where(user => !_nameByUser.TryGetValue(user, out var known)
                || now - known.AskedAt >= RememberedFor)
            .ToArray();
        var profiles = await Task.WhenAll(
            asked.Select(user => room.Grains.GetGrain<IUserGrain>(user).GetProfileAsync(cancellation)));
        foreach (var (user, profile) in asked.Zip(profiles))
        {
            _nameByUser[user] = (profile.Value?.Name ?? "", now);
        }
    }

    /// <summary>Who has left is not kept in mind.</summary>
    private void ForgetOthers()
    {
        if (_nameByUser.Count <= room.State.Members.Count)
        {
            return;
        }

        foreach (var user in _nameByUser.Keys.Where(user => !room.State.IsMember(user)).ToArray())
        {
            _nameByUser.Remove(user);
        }
    }
}
