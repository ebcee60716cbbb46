using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansChat.ChatLists;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Inbox;
using OrleansChat.Receipts;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Inbox;

/// <summary>A random history of rooms and friends, told to a log and to a <see cref="UnreadModel"/>, which are compared
/// after each step.</summary>
internal sealed class UnreadHistory(
    int seed, IMessageLog log, IInboxStore inbox, IReceiptStore receipts, IChatRowStore chats)
{
    private static readonly int[] Users = [1, 2, 3, 4, 5];
    private static readonly string[] Rooms = [.. new[] { 1, 2, 3 }.Select(room => ConversationKey.Room(room))];
    private static readonly string[] Pairs =
        [.. Users.SelectMany(one => Users.Where(other => other > one).Select(other => ConversationKey.Direct(one, other)))];

    private readonly Random _random = new(seed);
    private readonly UnreadModel _model = new();
    private readonly FakeClock _clock = new();
    private readonly CountingIds _ids = new();
    private readonly RecordingFanout _fanout = new();
    private readonly Dictionary<string, Conversation> _conversations = [];
    private readonly List<(string Key, ChatMessage Message)> _said = [];

    public Dictionary<string, int> Done { get; } = [];

    /// <summary>Everything in turns, as a grain runs.</summary>
    public Task RunAsync(int steps) => Task.Factory.StartNew(
        () => StepsAsync(steps),
        CancellationToken.None,
        TaskCreationOptions.None,
        new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler).Unwrap();

    private async Task StepsAsync(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            var what = await StepAsync();
            Done[what] = Done.GetValueOrDefault(what) + 1;
            await CompareAsync(One(Users), $"seed {seed}, step {step}, {what}");
        }

        foreach (var user in Users)
        {
            await CompareAsync(user, $"seed {seed}, the end");
            await CompareHistoriesAsync(user);
        }
    }

    private async Task<string> StepAsync()
    {
        var key = One(_random.Next(3) == 0 ? Pairs : Rooms);
        var members = Users.Where(user => _model.IsIn(user, key)).ToArray();
        _clock.Move(TimeSpan.FromSeconds(_random.Next(120)));
        return _random.Next(100) switch
        {
            < 45 when members.Length > 0 => await PostAsync(key, One(members)),
            < 60 when _said.Count > 0 => await RecallAsync(),
            < 68 => await ComeAsync(key),
            < 74 when members.Length > 0 => await GoAsync(key, members),
            < 80 when members.Length > 0 => await UpdateAsync(key, members),
            < 83 => Forget(key),
            < 87 => await ConfirmAsync(key),
            < 89 => await ClearAsync(key),
            _ => await ReadAsync(key),
        };
    }

    private async Task<string> PostAsync(string key, int sender)
    {
        var draft = new MessageDraft(sender, null, MessageKind.Text, "{}", false, Author.System);
        var reply = await (await OpenAsync(key)).PostAsync(draft, ChatError.None, CancellationToken.None);
        Assert.Equal(_model.Shown(key, sender), reply.Value!.Seq);
        _said.Add((key, reply.Value));
        return "post";
    }

    private async Task<string> RecallAsync()
    {
        var (key, message) = One(_said);
        var caller = _random.Next(3) == 0 ? One(Users) : message.SenderId;
        if (!_model.IsIn(caller, key))
        {
            return "nothing";
        }

        var command = new RecallMessage(caller, message.MessageId, _random.Next(2) == 0, Author.System);
        var refusal = await (await OpenAsync(key))
            .RecallAsync(command, _model.JoinedAt(caller, key), CancellationToken.None);
        if (refusal is not ChatError.None)
        {
            return "refusal";
        }

        Assert.Contains((int)message.Seq, _model.History(caller, key));
        _model.Recall(key, (int)message.Seq);
        _model.Shown(key, caller);
        return "recall";
    }

    private async Task<string> ComeAsync(string key)
    {
        ImmutableArray<int> users = ConversationKey.TryDirect(key, out var lower, out var higher) ? [lower, higher] : [One(Users)];
        if (users.Any(user => _model.IsIn(user, key)))
        {
            return "nothing";
        }

        var isTold = _random.Next(2) == 0;
        await ChangeAsync(key, new([.. users.Select(user => MemberChange.Join(user, (short)_random.Next(1, 4), ""))])
        {
            After = isTold ? Alert(users[0]) : null,
        });
        _model.Hidden(key);
        var what = isTold && _model.Shown(key, users[0]) > 0 ? "join, told" : "join";
        foreach (var user in users)
        {
            _model.Join(user, key);
        }

        return what;
    }

    private async Task<string> GoAsync(string key, int[] members)
    {
        var (actor, leaving) = (One(members), ConversationKey.IsDirect(key) ? members : [One(members)]);
        var isTold = _random.Next(2) == 0;
        await ChangeAsync(key, new([.. leaving.Select(MemberChange.Leave)]) { Before = isTold ? Alert(actor) : null });
        var what = isTold && _model.Shown(key, actor) > 0 ? "leave, told" : "leave";
        _model.Hidden(key);
        foreach (var user in leaving)
        {
            _model.Leave(user, key);
        }

        return what;
    }

    private async Task<string> UpdateAsync(string key, int[] members)
    {
        var (actor, isTold) = (One(members), _random.Next(2) == 0);
        var update = MemberChange.Update(One(members), (short)_random.Next(1, 4), _random.Next(3), (short)_random.Next(1, 4));
        await ChangeAsync(key, new([update]) { After = isTold ? Alert(actor) : null });
        if (isTold)
        {
            _model.Shown(key, actor);
            return "update, told";
        }

        _model.Hidden(key);
        return "update";
    }

    private async Task<string> ReadAsync(string key)
    {
        var (user, place) = (One(Users), _random.Next(_model.Last(key) + 3));
        await inbox.SaveAsync(user, [new ReadPosition(key, place)], CancellationToken.None);
        _model.Read(user, key, place);
        return "read";
    }

    private async Task<string> ConfirmAsync(string key)
    {
        var (user, after) = (One(Users), _random.Next(_model.Last(key) + 1));
        var (seq, stage) = (after + _random.Next(1, 4), (DeliveryStage)_random.Next(1, 3));
        await receipts.SaveAsync(user, [new Receipt(key, after, seq, stage)], CancellationToken.None);
        if (stage is DeliveryStage.Handed)
        {
            return "hand";
        }

        _model.Confirm(user, key, after, seq);
        return "confirm";
    }

    private async Task<string> ClearAsync(string key)
    {
        var user = One(Users);
        await chats.ClearAsync(user, key, CancellationToken.None);
        if (_model.IsIn(user, key))
        {
            _model.Read(user, key, _model.Last(key));
        }

        return "clear";
    }

    /// <summary>Another activation begins with what is stored.</summary>
    private string Forget(string key) => _conversations.Remove(key) ? "activation" : "nothing";

    private async Task ChangeAsync(string key, ConversationChange change) =>
        Assert.Equal(ChatError.None, await (await OpenAsync(key)).ChangeAsync(change));

    private async Task<Conversation> OpenAsync(string key)
    {
        if (!_conversations.TryGetValue(key, out var conversation))
        {
            var head = await log.OpenAsync(key, CancellationToken.None);
            var parts = new ConversationParts(log, _ids, _fanout, _clock, NullLogger<ConversationParts>.Instance);
            conversation = new Conversation(key, head, parts, new FixedAudience("web-1"), () => Assert.Fail("It broke."));
            _conversations[key] = conversation;
        }

        return conversation;
    }

    private async Task CompareAsync(int user, string when)
    {
        var positions = await inbox.LoadAsync(user, CancellationToken.None);
        foreach (var (isDirect, keys) in new[] { (true, Pairs), (false, Rooms) })
        {
            var unread = await inbox.UnreadAsync(user, isDirect, positions, CancellationToken.None);
            var expected = keys.Select(key => (key, _model.Unread(user, key))).Where(row => row.Item2 != default);
            Assert.True(
                expected.Order().SequenceEqual(
                    unread.Select(row => (row.Conversation, ((int)row.Count, (int)row.Last.Seq))).Order()),
                $"{when}: user {user} is to have {string.Join(' ', expected)} and has {string.Join(' ', unread)}");
        }
    }

    private async Task CompareHistoriesAsync(int user)
    {
        foreach (var key in Pairs.Concat(Rooms).Where(key => _model.IsIn(user, key)))
        {
            var rows = await log.ReadBackAsync(key, null, _model.JoinedAt(user, key), 1_000_000, CancellationToken.None);
            Assert.Equal(_model.History(user, key), rows.Select(row => (int)row.Seq));
        }
    }

    private static AlertDraft Alert(int actor) => new(actor, Author.System, """{"type":5,"content":""}""");

    private T One<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
