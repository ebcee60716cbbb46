using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Rooms;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Rooms;

public sealed class RoomListenersTests
{
    private static readonly MemberSet Members = Of(1, 2, 3);

    private readonly FakeClock _clock = new();
    private readonly RoomListeners _listeners;

    public RoomListenersTests() => _listeners = new RoomListeners(_clock);

    [Fact]
    public void A_change_continues_what_is_known()
    {
        Assert.True(Tell("a", 0, 1, came: [1, 2]));
        Assert.True(Tell("a", 1, 2, came: [3], went: [1]));
        Assert.Equal(2, _listeners.Online);
        Assert.True(Tell("a", 2, 3, went: [2, 3]));
        Assert.Equal(0, _listeners.Online);
        Assert.Empty(_listeners.Nodes);
    }

    [Fact]
    public void A_change_of_something_unknown_is_refused_and_changes_nothing()
    {
        Assert.False(Tell("a", 1, 2, came: [1]));
        Assert.True(Tell("a", 0, 3, came: [2]));
        Assert.False(Tell("a", 2, 4, went: [2]));
        Assert.Equal((1, "a"), (_listeners.Online, Assert.Single(_listeners.Nodes)));
    }

    [Fact]
    public void What_was_overtaken_is_left_out_also_after_the_last_listener_went()
    {
        Assert.True(Tell("a", 0, 5, came: [1]));
        Assert.True(Tell("a", 0, 4, came: [1, 2, 3]));
        Assert.Equal(1, _listeners.Online);
        Assert.True(Tell("a", 5, 6, went: [1]));
        Assert.True(Tell("a", 0, 3, came: [2]));
        Assert.Empty(_listeners.Nodes);
    }

    [Fact]
    public void The_whole_list_takes_the_place_of_what_was_known()
    {
        Assert.True(Tell("a", 0, 1, came: [1, 2]));
        Assert.True(Tell("a", 0, 2, came: [2, 3]));
        Assert.True(Tell("a", 2, 3, went: [2]));
        Assert.Equal(1, _listeners.Online);
    }

    [Fact]
    public void A_lease_that_ran_out_takes_its_users_along_and_is_continued_by_nothing()
    {
        Assert.True(Tell("a", 0, 1, came: [1, 2]));
        Assert.True(Tell("b", 0, 1, came: [2, 3]));
        _clock.Move(TimeSpan.FromSeconds(60));
        Assert.True(Tell("b", 1, 2));
        _clock.Move(TimeSpan.FromSeconds(60));
        Assert.Equal((2, "b"), (_listeners.Online, Assert.Single(_listeners.Nodes)));
        Assert.False(Tell("a", 1, 2, came: [3]));
    }

    [Fact]
    public void Who_joins_or_leaves_while_on_line_is_counted_or_not()
    {
        Assert.True(Tell("a", 0, 1, came: [1, 9]));
        Assert.Equal(1, _listeners.Online);
        _listeners.Changed([MemberChange.Join(9, 1, "")], Of(1, 2, 3, 9));
        Assert.Equal(2, _listeners.Online);
        _listeners.Changed([MemberChange.Leave(1)], Of(2, 3, 9));
        Assert.Equal(1, _listeners.Online);
    }

    [Fact]
    public void Whatever_happens_in_whatever_order_those_on_line_are_counted()
    {
        var random = new Random(11);
        var known = new Dictionary<string, (long Version, HashSet<int> Users)>(StringComparer.Ordinal);
        var members = Of(1, 2, 3, 4, 5);
        for (var version = 1; version < 3_000; version++)
        {
            var node = $"{random.Next(3)}";
            ImmutableArray<int> came = [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(1, 12)).Distinct()];
            ImmutableArray<int> went = [.. Enumerable.Range(1, 12).Except(came).Where(_ => random.Next(4) == 0)];
            var user = random.Next(1, 12);
            members = random.Next(2) == 0 ? members.Without(user) : members.With(new MemberRow(user, version, 1, "", false, false, 0));
            _listeners.Changed([MemberChange.Join(user, 1, "")], members);
            var isWhole = !known.ContainsKey(node) || random.Next(10) == 0;
            Assert.True(Tell(node, isWhole ? 0 : known[node].Version, version, came, isWhole ? [] : went, members));
            HashSet<int> users = isWhole ? [.. came] : [.. known[node].Users.Except(went).Union(came)];
            known[node] = (version, users);
            Assert.Equal(known.Values.SelectMany(one => one.Users).Distinct().Count(members.ContainsKey), _listeners.Online);
            Assert.Equal(
                known.Where(one => one.Value.Users.Count > 0).Select(one => one.Key).Order(StringComparer.Ordinal),
                _listeners.Nodes.Order(StringComparer.Ordinal));
        }
    }

    private static MemberSet Of(params int[] users) =>
        MemberSet.Of([.. users.Select(user => new MemberRow(user, 1, 1, "", false, false, 0))]);

    private bool Tell(
        string node,
        long since,
        long version,
        ImmutableArray<int>? came = null,
        ImmutableArray<int>? went = null,
        MemberSet? members = null) =>
        _listeners.TryListen(new ListenerChange(node, since, version, came ?? [], went ?? []), members ?? Members);
}
