using System.Collections.Immutable;
using OrleansChat.ChatLists;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Inbox;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.ChatLists;

/// <summary>Random talk, and users who clear, delete and pin rows of their lists, told to grains and to a
/// <see cref="ChatListModel"/>, which are compared after each step.</summary>
internal sealed class ChatListHistory
{
    private readonly int _seed;
    private readonly Random _random;
    private readonly RandomTalk _talk;
    private readonly ChatListModel _model;

    private TestCluster _cluster;

    public ChatListHistory(int seed, IMessageLog log, TestCluster cluster)
    {
        _seed = seed;
        _random = new Random(seed);
        _talk = new RandomTalk(_random, log);
        _model = new ChatListModel(_talk);
        _cluster = cluster;
    }

    public Dictionary<string, int> Done { get; } = [];

    /// <returns>The cluster that is alive at the end.</returns>
    public async Task<TestCluster> RunAsync(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            var user = _talk.One(RandomTalk.Users);
            var what = await StepAsync(user);
            Done[what] = Done.GetValueOrDefault(what) + 1;
            await CompareAsync(user, $"seed {_seed}, step {step}, {what}");
        }

        foreach (var user in RandomTalk.Users)
        {
            await CompareAsync(user, $"seed {_seed}, the end");
        }

        return _cluster;
    }

    private async Task<string> StepAsync(int user)
    {
        var list = _cluster.Grains.GetGrain<IChatListGrain>(user);
        switch (_random.Next(100))
        {
            case < 60:
                return await _talk.StepAsync();
            case < 68:
                var cleared = RowId();
                Assert.Equal(ChatError.None, await list.ClearAsync(cleared, CancellationToken.None));
                _model.Clear(user, cleared);
                return _model.Owner(cleared) == user ? "clear" : "clear, not his";
            case < 78:
                var key = _talk.One(RandomTalk.Keys);
                Assert.Equal(ChatError.None, await list.ClearConversationAsync(key, CancellationToken.None));
                _model.Clear(user, key);
                return "clear a conversation";
            case < 88:
                var deleted = RowId();
                var isHis = _model.Owner(deleted) == user;
                Assert.Equal(ChatError.None, await list.DeleteAsync(deleted, CancellationToken.None));
                _model.Delete(user, deleted);
                return isHis ? "delete" : "delete, not his";
            case < 97:
                var pinned = _talk.One(RandomTalk.Keys);
                if (!_talk.IsIn(user, pinned))
                {
                    return "nothing";
                }

                await _talk.PinAsync(user, pinned, _random.Next(2) == 0);
                return "pin";
            default:
                await using (_cluster)
                {
                    _cluster = await _cluster.CrashAsync();
                }

                return "crash";
        }
    }

    /// <summary>A row of anybody, or none.</summary>
    private long RowId() => _random.Next(10) == 0 ? _random.Next(3) : _talk.One([0, .. _model.Numbers]);

    private async Task CompareAsync(int user, string when)
    {
        var list = _cluster.Grains.GetGrain<IChatListGrain>(user);
        var expected = _model.List(user);
        var reply = await list.ListAsync(CancellationToken.None);
        Assert.True(
            expected.SequenceEqual(reply.Value.Select(row => row with { RowId = 0 })),
            $"{when}: user {user} is to have {string.Join(' ', expected)} and has {string.Join(' ', reply.Value)}");
        Assert.All(reply.Value, row => Assert.True(
            _model.Show(user, row.Conversation, row.RowId), $"{when}: {row.Conversation} of {user} is {row.RowId}"));

        Assert.Equal(expected.Sum(row => row.Unread), (await list.CountUnreadAsync(CancellationToken.None)).Value);
        var cleared = RandomTalk.Keys.Where(key => _model.Cleared(user, key) > 0)
            .Select(key => new ReadPosition(key, _model.Cleared(user, key))).ToHashSet();
        Assert.Equal(cleared, (await list.ClearedAsync([], CancellationToken.None)).Value.ToHashSet());
        ImmutableArray<string> some = [.. RandomTalk.Keys.Take(3)];
        Assert.Equal(
            cleared.Where(position => some.Contains(position.Conversation)).ToHashSet(),
            (await list.ClearedAsync(some, CancellationToken.None)).Value.ToHashSet());

        var rowId = RowId();
        var owner = await _cluster.Grains.GetGrain<IChatRowGrain>(rowId).FindOwnerAsync(CancellationToken.None);
        Assert.Equal(_model.Owner(rowId), owner.Value);
    }
}
