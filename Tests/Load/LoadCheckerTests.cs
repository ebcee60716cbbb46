namespace OrleansChat.Tests.Load;

/// <summary>A verdict is worth something only if each fault is found.</summary>
public sealed class LoadCheckerTests
{
    private const string Room = "r1";

    private readonly List<SentMessage> _sent = [];
    private List<StoredMessage> _history = [];
    private List<StoredMessage> _otherNode = [];
    private List<StoredMessage> _shown = [];

    public LoadCheckerTests()
    {
        for (var number = 1; number <= 5; number++)
        {
            var message = new SentMessage(Room, $"k{number}", sender: 7, firstTryMs: number * 100)
            {
                Tries = 1,
                AckedMs = (number * 100) + 50,
                AckedId = number * 512,
            };
            _sent.Add(message);
            _history.Add(new StoredMessage(message.Key, message.AckedId.Value));
        }

        _otherNode = [.. _history];
        _shown = [.. _history];
    }

    [Fact]
    public void A_load_without_faults_has_none() => Assert.Empty(Verdict());

    [Fact]
    public void A_message_seen_again_after_a_reconnect_is_no_fault()
    {
        _shown = [.. _history[..3], .. _history[1..]];

        Assert.Empty(Verdict());
    }

    [Fact]
    public void An_acknowledged_message_that_is_not_stored_is_lost()
    {
        Remove("k3");

        Assert.Equal([LoadFaultKind.Lost], Verdict());
    }

    [Fact]
    public void A_message_stored_twice_is_doubled()
    {
        _history.Add(new StoredMessage("k2", 6 * 512));
        _otherNode = [.. _history];

        Assert.Contains(LoadFaultKind.Doubled, Verdict());
    }

    [Fact]
    public void Ids_that_go_back_are_reordered()
    {
        (_sent[1].AckedId, _sent[2].AckedId) = (_sent[2].AckedId, _sent[1].AckedId);
        _history = [.. _sent.Select(message => new StoredMessage(message.Key, message.AckedId!.Value))];
        _otherNode = [.. _history];
        _shown = [.. _history];

        Assert.Equal([LoadFaultKind.Reordered], Verdict());
    }

    [Fact]
    public void A_message_stored_before_one_that_was_acknowledged_before_it_was_said_is_reordered()
    {
        (_history[1], _history[3]) = (new StoredMessage("k4", 1024), new StoredMessage("k2", 2048));
        (_sent[1].AckedId, _sent[3].AckedId) = (2048, 1024);
        _otherNode = [.. _history];
        _shown = [.. _history];

        Assert.Equal([LoadFaultKind.Reordered, LoadFaultKind.Reordered], Verdict()); // k3 and k4 were said after k2
    }

    [Fact]
    public void A_message_first_seen_after_a_later_one_is_reordered()
    {
        (_shown[2], _shown[3]) = (_shown[3], _shown[2]);

        Assert.Equal([LoadFaultKind.Reordered], Verdict());
    }

    [Fact]
    public void A_message_acknowledged_under_another_id_than_stored_is_found()
    {
        _sent[4].AckedId = 9_999;

        Assert.Equal([LoadFaultKind.DifferentId], Verdict());
    }

    [Fact]
    public void A_message_shown_under_another_id_than_stored_is_found()
    {
        _shown[4] = _shown[4] with { LogId = 9_999 };

        Assert.Equal([LoadFaultKind.DifferentId], Verdict());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void A_message_that_a_device_never_saw_is_found(int place)
    {
        _shown.RemoveAt(place);

        Assert.Equal([LoadFaultKind.Unseen], Verdict());
    }

    [Fact]
    public void A_message_that_nobody_said_is_found_in_the_history_and_on_a_device()
    {
        _history.Add(new StoredMessage("ghost", 6 * 512));
        _otherNode = [.. _history];
        _shown = [.. _history, new StoredMessage("another", 7 * 512)];

        Assert.Equal([LoadFaultKind.Foreign, LoadFaultKind.Foreign], Verdict());
    }

    [Fact]
    public void A_node_that_tells_less_than_another_is_found()
    {
        _otherNode.RemoveAt(4);

        Assert.Equal([LoadFaultKind.NodesDiffer], Verdict());
    }

    [Fact]
    public void A_refusal_is_found()
    {
        (_sent[2].AckedId, _sent[2].AckedMs, _sent[2].RefusedCode) = (null, null, -6105);

        Assert.Equal([LoadFaultKind.Refused], Verdict());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_message_without_an_answer_is_found_stored_or_not(bool isStored)
    {
        (_sent[2].AckedId, _sent[2].AckedMs) = (null, null);
        if (!isStored)
        {
            Remove("k3");
        }

        Assert.Equal([LoadFaultKind.Unanswered], Verdict());
    }

    [Fact]
    public void A_conversation_without_a_history_is_lost()
    {
        _sent.Add(new SentMessage("r2", "r2-1", sender: 7, firstTryMs: 1));

        Assert.Equal([LoadFaultKind.Lost], Verdict());
    }

    private void Remove(string key)
    {
        _history.RemoveAll(row => row.Key == key);
        _otherNode.RemoveAll(row => row.Key == key);
        _shown.RemoveAll(row => row.Key == key);
    }

    private IEnumerable<LoadFaultKind> Verdict()
    {
        var histories = new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<StoredMessage>>>
        {
            [Room] = new Dictionary<string, IReadOnlyList<StoredMessage>>
            {
                ["node 1"] = _history,
                ["node 2"] = _otherNode,
            },
        };
        var shown = new DeviceSightings("a phone", Room, _shown);
        return LoadChecker.Check(new LoadRecord(_sent, histories, [shown])).Select(fault => fault.Kind);
    }
}
