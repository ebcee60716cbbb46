using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;
using OrleansChat.Inbox;

namespace OrleansChat.Tests.Friends;

/// <summary>A random history of pairs, told to the grains and to a <see cref="PairModel"/> each, which are compared after
/// each step.</summary>
internal sealed class PairHistory(int seed, int[] users)
{
    private readonly Random _random = new(seed);
    private readonly PairModel[] _pairs =
    [
        new(users[0], users[1]), new(users[0], users[2]), new(users[1], users[2]), new(users[0], users[0]),
    ];

    private int _keys;

    public Dictionary<string, int> Done { get; } = [];

    public async Task RunAsync(int steps, Func<int, Task<IGrainFactory>> grainsOf)
    {
        for (var step = 0; step < steps; step++)
        {
            var grains = await grainsOf(step);
            var pair = One(_pairs);
            var what = await StepAsync(grains.GetGrain<IFriendshipGrain>(pair.Key[2..]), pair);
            Done[what] = Done.GetValueOrDefault(what) + 1;
            var when = $"seed {seed}, step {step}, {what} in {pair.Key}";
            await ComparePageAsync(grains, One(_pairs), when);
            await CompareDirectAsync(grains, One(users), when);
            await CompareFriendsAsync(grains, One(users), when);
        }
    }

    private async Task<string> StepAsync(IFriendshipGrain grain, PairModel pair)
    {
        var user = One(pair.Users);
        return _random.Next(100) switch
        {
            < 50 => await TalkAsync(grain, pair, user),
            < 62 => await TalkAsFriendAsync(grain, pair, user),
            < 70 => await RepeatAsync(grain, pair),
            < 82 => await RecallAsync(grain, pair),
            < 92 when pair.Users.Length == 2 => await BefriendAsync(grain, pair, user),
            _ => await EndAsync(grain, pair, user),
        };
    }

    private async Task<string> TalkAsync(IFriendshipGrain grain, PairModel pair, int user)
    {
        var reply = await grain.TalkAsync(user, $"{{\"content\":\"{_keys}\"}}", $"key {_keys++}");
        Assert.Equal(
            (ChatError.None, pair.Next, !pair.AreFriends),
            (reply.Error, (int)reply.Value!.Seq, reply.Value.AmongStrangers));
        pair.Say(reply.Value);
        return "talk";
    }

    private async Task<string> TalkAsFriendAsync(IFriendshipGrain grain, PairModel pair, int user)
    {
        var reply = await grain.TalkAsFriendAsync(user, $"{{\"content\":\"{_keys}\"}}", $"key {_keys++}");
        if (!pair.AreFriends)
        {
            Assert.Equal(ChatError.NotFriends, reply.Error);
            return "refusal";
        }

        Assert.Equal((ChatError.None, pair.Next), (reply.Error, (int)reply.Value!.Seq));
        pair.Say(reply.Value);
        return "talk as friend";
    }

    /// <summary>Friends or not, on the protocol of before or another: the first answer again.</summary>
    private async Task<string> RepeatAsync(IFriendshipGrain grain, PairModel pair)
    {
        if (Any(pair) is not { } first)
        {
            return "nothing";
        }

        var draft = FriendStage.Draft(first.SenderId, "", first.ClientMessageId) with { ToAnybody = _random.Next(2) == 0 };
        var reply = await grain.PostAsync(draft, CancellationToken.None);
        Assert.Equal((ChatError.None, first.MessageId), (reply.Error, reply.Value!.MessageId));
        return "repetition";
    }

    private async Task<string> RecallAsync(IFriendshipGrain grain, PairModel pair)
    {
        if (Any(pair) is not { } message)
        {
            return "nothing";
        }

        var refusal = await grain.RecallAsync(
            new RecallMessage(message.SenderId, message.MessageId, true, Author.System), CancellationToken.None);
        Assert.Equal(pair.AreFriends ? ChatError.None : ChatError.NotFriends, refusal);
        if (!pair.AreFriends)
        {
            return "refusal";
        }

        pair.Recall(message);
        return "recall";
    }

    private async Task<string> BefriendAsync(IFriendshipGrain grain, PairModel pair, int user)
    {
        var asked = await grain.AskAsync(user);
        if (pair.AreFriends)
        {
            Assert.Equal(ChatError.AlreadyFriends, asked.Error);
            return "refusal";
        }

        Assert.Equal(ChatError.None, (await grain.AcceptAsync(pair.Peer(user))).Error);
        pair.Befriend();
        return "friends";
    }

    private async Task<string> EndAsync(IFriendshipGrain grain, PairModel pair, int user)
    {
        var refusal = await grain.EndAsync(user, CancellationToken.None);
        Assert.Equal(pair.AreFriends ? ChatError.None : ChatError.NotFriends, refusal);
        if (!pair.AreFriends)
        {
            return "refusal";
        }

        pair.End();
        return "end";
    }

    private async Task ComparePageAsync(IGrainFactory grains, PairModel pair, string when)
    {
        var (newestFirst, count) = (_random.Next(2) == 0, _random.Next(1, 12));
        var said = (newestFirst ? pair.Said.Reverse() : pair.Said).ToArray();
        var skip = _random.Next(said.Length + 4);
        var page = await grains.GetGrain<IFriendshipGrain>(pair.Key[2..])
            .PageAsync(One(pair.Users), skip, count, newestFirst);
        Assert.True(
            page.Total == said.Length && Alike(said.Skip(skip).Take(count), page.Messages),
            $"{when}: from {skip} of {said.Length} in {pair.Key} are {string.Join(' ', page.Messages)} of {page.Total}");
    }

    private async Task CompareDirectAsync(IGrainFactory grains, int user, string when)
    {
        var said = _pairs.Where(pair => pair.Users.Contains(user))
            .SelectMany(pair => pair.Said)
            .OrderByDescending(message => message.SentAtUnixMs)
            .ThenBy(message => message.Conversation, StringComparer.Ordinal)
            .ThenByDescending(message => message.Seq)
            .ToArray();
        var (skip, count) = (_random.Next(said.Length + 4), _random.Next(1, 12));
        var page = await grains.GetGrain<IInboxGrain>(user).PageDirectAsync(skip, count, CancellationToken.None);
        Assert.True(
            page.Ok && Alike(said.Skip(skip).Take(count), page.Value),
            $"{when}: from {skip} of {said.Length} of user {user} are {string.Join(' ', page.Value)}");
    }

    /// <summary>Who knows friendship sees friends alone.</summary>
    private async Task CompareFriendsAsync(IGrainFactory grains, int user, string when)
    {
        var inbox = grains.GetGrain<IInboxGrain>(user);
        var pairs = _pairs.Where(pair => pair.Users.Contains(user)).ToArray();
        var list = await inbox.ListAsync(direct: true, 0, CancellationToken.None);
        Assert.True(
            list.Value.Select(view => view.Conversation).Order()
                .SequenceEqual(pairs.Where(pair => pair.AreFriends).Select(pair => pair.Key).Order()),
            $"{when}: user {user} has the friends {string.Join(' ', list.Value)}");
        var unread = await inbox.UnreadAsync(direct: true, CancellationToken.None);
        Assert.True(
            unread.Value.Select(view => (view.Conversation, view.Count)).Order()
                .SequenceEqual(pairs.Select(pair => (pair.Key, (long)pair.Unread(user))).Where(row => row.Item2 > 0).Order()),
            $"{when}: user {user} has not read {string.Join(' ', unread.Value)}");
        var missed = await inbox.MissedAsync(new MissedQuery(0, long.MaxValue, 100_000, true), CancellationToken.None);
        var said = pairs.SelectMany(pair => pair.Said).Select(message => message.MessageId);
        Assert.True(
            missed.Value.Intersect(said).Order().SequenceEqual(pairs.SelectMany(pair => pair.SaidAmongFriends).Order()),
            $"{when}: user {user} missed {string.Join(' ', missed.Value)}");
        Assert.True(await GetsAsync(inbox, pairs), $"{when}: user {user} gets other messages by their ids");
    }

    /// <summary>By their ids they get what was said among friends, and nothing else.</summary>
    private static async Task<bool> GetsAsync(IInboxGrain inbox, PairModel[] pairs)
    {
        var asked = pairs.SelectMany(pair => pair.Said.TakeLast(60)).Select(message => message.MessageId).ToArray();
        var messages = await inbox.MessagesAsync([.. asked], CancellationToken.None);
        return messages.Value.Select(message => message.MessageId).Order()
            .SequenceEqual(pairs.SelectMany(pair => pair.SaidAmongFriends).Intersect(asked).Order());
    }

    private static bool Alike(IEnumerable<ChatMessage> expected, IEnumerable<ChatMessage> found) =>
        found.All(message => message.Author is { Name.Length: > 0 })
        && expected.Select(message => (message.MessageId, message.Seq, message.SenderId, message.Body))
            .SequenceEqual(found.Select(message => (message.MessageId, message.Seq, message.SenderId, message.Body)));

    private ChatMessage? Any(PairModel pair)
    {
        var said = pair.Said.TakeLast(100).ToArray();
        return said.Length == 0 ? null : One(said);
    }

    private T One<T>(T[] items) => items[_random.Next(items.Length)];
}
