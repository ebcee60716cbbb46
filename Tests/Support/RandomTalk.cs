using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Tests.Support;

/// <summary>People who talk, come, go and take back what they said, at random, in rooms, with friends and strangers and
/// with themselves. What came of it is read back from the log after each step.</summary>
internal sealed class RandomTalk(Random random, IMessageLog log)
{
    private readonly FakeClock _clock = new();
    private readonly CountingIds _ids = new();
    private readonly RecordingFanout _fanout = new();
    private readonly Dictionary<string, Conversation> _conversations = [];
    private readonly Dictionary<string, List<ChatMessage>> _rows = [];
    private readonly Dictionary<string, List<Stay>> _stays = [];

    public static ImmutableArray<int> Users { get; } = [1, 2, 3, 4, 5];

    public static ImmutableArray<string> Rooms { get; } =
        [.. new[] { 1, 2, 3 }.Select(room => ConversationKey.Room(room))];

    public static ImmutableArray<string> Pairs { get; } =
        [.. Users.SelectMany(one => Users.Where(other => other >= one).Select(other => ConversationKey.Direct(one, other)))];

    public static ImmutableArray<string> Keys { get; } = [.. Rooms, .. Pairs];

    public IReadOnlyList<ChatMessage> Rows(string key) => _rows.TryGetValue(key, out var rows) ? rows : _rows[key] = [];

    public IReadOnlyList<Stay> Stays(string key) => StaysOf(key);

    public bool IsIn(int user, string key) => StaysOf(key).Exists(stay => stay.UserId == user && stay.ToSeq is null);

    public T One<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <returns>What was done.</returns>
    public async Task<string> StepAsync()
    {
        var key = random.Next(2) == 0 ? One(Pairs) : One(Rooms);
        var members = Users.Where(user => IsIn(user, key)).ToArray();
        _clock.Move(TimeSpan.FromMilliseconds(random.Next(3)));
        var done = random.Next(20) switch
        {
            < 12 when members.Length > 0 => await PostAsync(key, One(members)),
            < 14 when members.Length > 0 => await RecallAsync(key, members),
            < 16 when members.Length == 0 || !ConversationKey.IsDirect(key) => await ComeAsync(key),
            < 18 when members.Length > 0 && random.Next(3) == 0 => await GoAsync(key, members),
            18 when members.Length > 0 => await ChangeAsync(
                key, new([MemberChange.Update(One(members), (short)random.Next(4), 0, 1)]), "update"),
            19 => _conversations.Remove(key) ? "activation" : "nothing",
            _ => "nothing",
        };
        _rows[key] = [.. await log.ReadForwardAsync(key, 1, long.MaxValue, int.MaxValue, CancellationToken.None)];
        return done;
    }

    /// <summary>As its owner pins a conversation for himself.</summary>
    public async Task PinAsync(int user, string key, bool isOnTop)
    {
        await (await OpenAsync(key)).SetAsync(user, new MemberSettings(OnTop: isOnTop), CancellationToken.None);
        var at = StaysOf(key).FindLastIndex(stay => stay.UserId == user && stay.ToSeq is null);
        StaysOf(key)[at] = StaysOf(key)[at] with { OnTop = isOnTop };
    }

    private async Task<string> PostAsync(string key, int sender)
    {
        var draft = new MessageDraft(sender, null, MessageKind.Text, "{}", false, Author.System);
        var reply = await (await OpenAsync(key)).PostAsync(draft, ChatError.None, CancellationToken.None);
        Assert.Equal(ChatError.None, reply.Error);
        return "post";
    }

    private async Task<string> RecallAsync(string key, int[] members)
    {
        var own = Rows(key).Where(row => row.Kind is MessageKind.Text && !row.IsRecalled && members.Contains(row.SenderId)).ToArray();
        if (own.Length == 0)
        {
            return "nothing";
        }

        var message = One(own);
        var command = new RecallMessage(message.SenderId, message.MessageId, IsDeletion: true, Author.System);
        Assert.Equal(ChatError.None, await (await OpenAsync(key)).RecallAsync(command, 1, CancellationToken.None));
        return "recall";
    }

    private async Task<string> ComeAsync(string key)
    {
        ImmutableArray<int> users = ConversationKey.IsDirect(key)
            ? [.. key.Split(':').Skip(1).Select(int.Parse).Distinct()]
            : [One(Users)];
        if (users.Any(user => IsIn(user, key)))
        {
            return "nothing";
        }

        var change = new ConversationChange([.. users.Select(user => MemberChange.Join(user, (short)random.Next(4), ""))])
        {
            After = random.Next(2) == 0 ? Alert(users[0]) : null,
        };
        var done = await ChangeAsync(key, change, "join");
        StaysOf(key).AddRange(users.Select(user => new Stay(user, Rows(key).Count, null, 1, "", false, false, _clock.UnixMs)));
        return done;
    }

    private async Task<string> GoAsync(string key, int[] members)
    {
        var leaving = ConversationKey.IsDirect(key) ? members : [One(members)];
        var change = new ConversationChange([.. leaving.Select(MemberChange.Leave)])
        {
            Before = random.Next(2) == 0 ? Alert(One(members)) : null,
        };
        var done = await ChangeAsync(key, change, "leave");
        foreach (var user in leaving)
        {
            var at = StaysOf(key).FindLastIndex(stay => stay.UserId == user);
            StaysOf(key)[at] = StaysOf(key)[at] with { ToSeq = Rows(key).Count - 1 };
        }

        return done;
    }

    private async Task<string> ChangeAsync(string key, ConversationChange change, string what)
    {
        Assert.Equal(ChatError.None, await (await OpenAsync(key)).ChangeAsync(change));
        _rows[key] = [.. await log.ReadForwardAsync(key, 1, long.MaxValue, int.MaxValue, CancellationToken.None)];
        return what;
    }

    /// <summary>The activation of now: the one before may have been forgotten.</summary>
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

    private static AlertDraft Alert(int actor) => new(actor, Author.System, """{"type":5,"content":""}""");

    private List<Stay> StaysOf(string key) => _stays.TryGetValue(key, out var stays) ? stays : _stays[key] = [];
}
