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

    public ConversationStage Stage { get; } = new(1, 2, 3) { Log = { IsHolding = true } };

    public List<SimulatedPost> Posts { get; } = [];

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
                Posts.Add(new SimulatedPost(1 + _random.Next(Users), $"k{Posts.Count}"));
                Try(Posts[^1]);
                break;
            case < 45 when Posts.Count > 0:
                Try(Posts[_random.Next(Posts.Count)]);
                break;
            case < 50:
                ComeOrGo(1 + _random.Next(Users));
                break;
            case < 53:
                Stage.Clock.Move(TimeSpan.FromSeconds(_random.Next(-30, 60)));
                break;
            case < 54:
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

    private void Try(SimulatedPost post) => post.Tries.Add(Stage.Post(post.Sender, post.Key, post.Key));

    /// <summary>Owners let in only who is outside, and change members one call after the other.</summary>
    private void ComeOrGo(int user)
    {
        if (Stage.Conversation.CanSpeak(user))
        {
            _ = Stage.Leave(user);
        }
        else if (!Stage.Conversation.State.IsMember(user) && Pending().Count == 0)
        {
            _ = Stage.Join(user);
        }
    }

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
