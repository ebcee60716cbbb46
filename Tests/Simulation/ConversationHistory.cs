using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Tests.Conversations;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Simulation;

/// <summary>One random history: people come, speak, repeat themselves and go, while the log fails in every way it
/// can.</summary>
internal sealed class ConversationHistory(int seed)
{
    private const int Users = 6;

    private readonly Random _random = new(seed);
    private readonly List<HeldAppend> _held = [];
    private int _deactivations;
    private Conversation? _recalling; // the activation of the last wish

    public ConversationStage Stage { get; } = new(1, 2, 3) { Log = { IsHolding = true } };

    public List<SimulatedPost> Posts { get; } = [];

    /// <summary>Wishes to take a message back, and their answers.</summary>
    public List<(long MessageId, Task<ChatError> Answer)> Recalls { get; } = [];

    public void Run(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            Step(_random.Next(100));
        }

        Calm();
    }

    private void Step(int dice)
    {
        switch (dice)
        {
            case < 35:
                Posts.Add(_random.Next(2) == 0
                    ? new SimulatedPost(1 + _random.Next(Users), $"k{Posts.Count}")
                    : OfId(1 + _random.Next(Users), ClientsId()));
                Try(Posts[^1]);
                break;
            case < 45 when Posts.Count > 0:
                Try(Posts[_random.Next(Posts.Count)]);
                break;
            case < 50:
                ComeOrGo(1 + _random.Next(Users));
                break;
            case < 55 when Posts.Count > 0:
                Recall(Posts[_random.Next(Posts.Count)]);
                break;
            case < 57:
                Stage.Clock.Move(TimeSpan.FromSeconds(_random.Next(-30, 60)));
                break;
            case < 58:
                Stage.Reactivate(); // the old activation lives on: nobody told it
                break;
            default:
                Decide(_random.Next(100));
                break;
        }

        if (Stage.Deactivations > _deactivations)
        {
            _deactivations = Stage.Deactivations;
            Stage.Reactivate();
        }
    }

    private void Try(SimulatedPost post) => post.Tries.Add(post.MessageId is { } id
        ? Stage.PostAs(id, post.Sender, post.Key)
        : Stage.Post(post.Sender, post.Key, post.Key));

    private static SimulatedPost OfId(int sender, long id) => new(sender, $"{id}", id);

    /// <summary>Ids that no server gives, in any order; from time to time the next ones of the server.</summary>
    private long ClientsId()
    {
        if (_random.Next(8) == 0)
        {
            return Stage.Conversation.State.LastMessageId + (1_000 * _random.Next(1, 5));
        }

        long id;
        do
        {
            id = _random.NextInt64(1, long.MaxValue);
        }
        while (id % 1_000 == 0);
        return id;
    }

    /// <summary>Owners let in only who is outside, and change members one call after the other. Half of it is told by
    /// alerts of members.</summary>
    private void ComeOrGo(int user)
    {
        var actor = 1 + _random.Next(Users);
        if (Stage.Conversation.CanSpeak(user))
        {
            var alert = Stage.Conversation.CanSpeak(actor) ? Alert(actor) : null;
            Change(_random.Next(3) == 0
                ? new([MemberChange.Update(user, level: 2)]) { After = alert }
                : new([MemberChange.Leave(user)]) { Before = alert });
        }
        else if (!Stage.Conversation.State.IsMember(user) && Pending().Count == 0)
        {
            Change(new([MemberChange.Join(user, 1, "")]) { After = _random.Next(2) == 0 ? Alert(user) : null });
        }
    }

    private void Change(ConversationChange change) => _ = Stage.Run(() => Stage.Conversation.ChangeAsync(change));

    /// <summary>A sender takes back what he said, if he sees it. An owner handles one such wish after the other.</summary>
    private void Recall(SimulatedPost post)
    {
        if (Stage.Stored.Find(post.Sender, post.Key) is not { } row
            || !Stage.Conversation.CanSpeak(post.Sender)
            || (_recalling == Stage.Conversation && !Recalls[^1].Answer.IsCompleted))
        {
            return;
        }

        _recalling = Stage.Conversation;
        var command = new RecallMessage(post.Sender, row.MessageId, IsDeletion: true, Author.System);
        Recalls.Add((row.MessageId, Stage.Run(() =>
            Stage.Conversation.RecallAsync(command, readsFrom: 1, CancellationToken.None))));
    }

    private static AlertDraft Alert(int actor) => new(actor, Author.System, """{"type":4,"content":""}""");

    private List<HeldAppend> Pending()
    {
        while (Stage.Log.Held.TryDequeue(out var append))
        {
            _held.Add(append);
        }

        return _held;
    }

    private void Decide(int dice)
    {
        if (Pending().Count == 0)
        {
            return;
        }

        var append = _held[_random.Next(_held.Count)];
        _held.Remove(append);
        Stage.Run(dice switch
        {
            < 6 => append.StoreAndFail,
            < 12 => append.Fail,
            _ => append.Store,
        });
    }

    /// <summary>The faults stop; clients repeat what they are not sure of until they are.</summary>
    private void Calm()
    {
        for (var round = 0; round < 10; round++)
        {
            while (Pending().Count > 0)
            {
                var append = _held[0];
                _held.RemoveAt(0);
                Stage.Run(append.Store);
            }

            Stage.Reactivate();
            foreach (var post in Posts.Where(post => !post.IsSettled))
            {
                Try(post);
            }
        }
    }
}
