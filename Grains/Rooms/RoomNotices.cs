using System.Collections.Immutable;
using Orleans.Runtime;
using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.Friends;
using OrleansChat.Presence;

namespace OrleansChat.Rooms;

/// <summary>Tells members who came, who went and how many are there. Hints, all of them: nothing waits for their
/// arrival.</summary>
internal sealed class RoomNotices(
    long roomId, IGrainFactory grains, ConversationParts parts, RoomListeners listeners)
{
    /// <summary>Above this many newcomers at once the other members are not told one by one: an outbox holds 256
    /// frames.</summary>
    private const int MaxAnnouncedNewcomers = 16;

    /// <summary>How often members are told the number on line, at most.</summary>
    private static readonly TimeSpan CountPeriod = TimeSpan.FromSeconds(1);

    private readonly string _key = ConversationKey.Room(roomId);
    private IGrainTimer? _counting;
    private int _announcedOnline = -1;

    private long Now => parts.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Each of the first members hears of himself. All at once: five hundred presences that are asked one
    /// after the other would hold up the room.</summary>
    public Task CreatedAsync(ImmutableArray<int> members, ConversationState now) => Task.WhenAll(
        members.Select(member => parts.Fanout.TellAsync(grains, _key, [member], Joined(member, now))));

    /// <summary>Everybody in the room hears of the newcomers, the newcomers included.</summary>
    public async Task JoinedAsync(ImmutableArray<int> newcomers, ConversationState now)
    {
        if (newcomers.Length > MaxAnnouncedNewcomers)
        {
            await CreatedAsync(newcomers, now);
            return;
        }

        var delivery = new Delivery(_key, [], [], [.. newcomers.Select(newcomer => Joined(newcomer, now))]);
        var nodes = listeners.Nodes.Union(await grains.NodesOfAsync(newcomers), StringComparer.Ordinal);
        await parts.Fanout.AnnounceAsync([.. nodes], delivery);
    }

    /// <summary>Those who went and the managers hear who went; at the end of the room, everybody hears of
    /// that.</summary>
    public async Task DepartedAsync(NoticeKind kind, ImmutableArray<int> departed, ConversationState before)
    {
        if (kind is NoticeKind.RoomDissolved)
        {
            // By name: their sockets listen to the room no more since the row that took everybody out.
            await parts.Fanout.TellAsync(grains, _key, departed, new Notice(kind, Now, roomId));
            return;
        }

        var managers = Managers(before);
        await Task.WhenAll(departed.Select(user => DepartedAsync(kind, user, managers)));
    }

    /// <summary>Managers hear of an application or its answer, and these others, who need not be members.</summary>
    public async Task AppliedAsync(
        FriendApplication application, ImmutableArray<int> others, ConversationState now)
    {
        var notice = new Notice(NoticeKind.RoomApplicationChanged, Now, roomId, Application: application);
        var delivery = new Delivery("", [.. Managers(now), .. others], [], [notice]);
        var nodes = listeners.Nodes.Union(await grains.NodesOfAsync(others), StringComparer.Ordinal);
        await parts.Fanout.AnnounceAsync([.. nodes], delivery);
    }

    /// <summary>Everybody in the room hears of a new rule, and then those for whom it is otherwise: two notices, however
    /// many they are.</summary>
    public async Task MuteRuleAsync(MuteEdit edit, ConversationState now)
    {
        var isQuiet = edit.Mode is MuteMode.WhiteList or MuteMode.AllMuted;
        var rule = Mute(0, isQuiet ? edit.UntilUnixMs : 0);
        await parts.Fanout.AnnounceAsync(listeners.Nodes, new Delivery(_key, [], [], [rule]));
        ImmutableArray<int> others = [.. edit.Users.Union(isQuiet ? Managers(now) : [])];
        if (!others.IsEmpty)
        {
            var exception = Mute(0, isQuiet ? 0 : edit.UntilUnixMs);
            await parts.Fanout.AnnounceAsync(listeners.Nodes, new Delivery(_key, others, [], [exception]));
        }
    }

    /// <summary>One member hears whether he may speak.</summary>
    public Task MuteOneAsync(int userId, long untilUnixMs) => parts.Fanout.AnnounceAsync(
        listeners.Nodes, new Delivery(_key, [userId], [], [Mute(userId, untilUnixMs)]));

    /// <summary>Tells the nodes that this activation has forgotten them: they renew their leases with the next
    /// one.</summary>
    public Task ForgottenAsync() => parts.Fanout.AnnounceAsync(listeners.Nodes, Forgetting.Of(_key, 0, parts.Clock));

    /// <summary>Tells the number on line a moment later, when it has changed; changes in between collapse.</summary>
    public void CountSoon(IGrainBase owner) =>
        _counting ??= owner.RegisterGrainTimer(
            _ => CountAsync(),
            new GrainTimerCreationOptions { DueTime = CountPeriod, Period = Timeout.InfiniteTimeSpan, Interleave = true });

    private Notice Mute(int userId, long untilUnixMs) => new(
        NoticeKind.RoomMuteChanged, Now, roomId, userId, Count: untilUnixMs == 0 ? 1 : 2, UntilUnixMs: untilUnixMs);

    private static ImmutableArray<int> Managers(ConversationState state) =>
        [.. state.Members.Ranked.Select(member => member.UserId)];

    private async Task DepartedAsync(NoticeKind kind, int user, ImmutableArray<int> managers)
    {
        var profile = await grains.GetGrain<IUserGrain>(user).GetProfileAsync(CancellationToken.None);
        var notice = new Notice(kind, Now, roomId, user, Text: profile.Value?.Name ?? "");
        await parts.Fanout.TellAsync(grains, _key, [user, .. managers.Where(manager => manager != user)], notice);
    }

    private Notice Joined(int userId, ConversationState now) => new(
        NoticeKind.RoomJoined, Now, roomId, userId, Place: now.Members.GetValueOrDefault(userId)?.FromSeq ?? 0);

    private async Task CountAsync()
    {
        _counting?.Dispose();
        _counting = null;
        var online = listeners.Online;
        if (online == _announcedOnline)
        {
            return;
        }

        _announcedOnline = online;
        var notice = new Notice(NoticeKind.OnlineCountChanged, Now, roomId, Count: online);
        await parts.Fanout.AnnounceAsync(listeners.Nodes, new Delivery(_key, [], [], [notice]));
    }
}
