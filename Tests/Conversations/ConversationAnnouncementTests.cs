using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Tests.Conversations;

public sealed class ConversationAnnouncementTests
{
    [Fact]
    public async Task Every_place_is_announced_once_and_in_order()
    {
        var stage = new ConversationStage(1, 2) { Log = { IsHolding = true } };
        for (var i = 0; i < 50; i++)
        {
            _ = stage.Post(1 + (i % 2), $"{i}");
        }

        var leave = stage.Leave(2);
        while (stage.Log.Held.Count > 0)
        {
            stage.Decide(append => append.Store());
        }

        await leave;
        Assert.Equal(Enumerable.Range(2, 51).Select(i => (long)i), stage.Fanout.Places("web-1"));
    }

    [Fact]
    public void What_is_not_committed_is_not_announced()
    {
        var stage = new ConversationStage(1) { Log = { IsHolding = true } };
        _ = stage.Post(1, "a");

        stage.Decide(append => append.StoreAndFail());

        Assert.Empty(stage.Fanout.Told);
    }

    [Fact]
    public async Task The_announcement_names_the_author_and_the_repetition_does_not()
    {
        var stage = new ConversationStage(1);
        await stage.Post(1, "a", "k");

        var again = await stage.Post(1, "a", "k");

        Assert.Equal("user 1", Assert.Single(Assert.Single(stage.Fanout.Told).Delivery.Messages).Author!.Name);
        Assert.Null(again.Value!.Author);
    }

    [Fact]
    public void The_next_commit_does_not_wait_for_a_slow_announcement()
    {
        var stage = new ConversationStage(1) { Log = { IsHolding = true } };
        stage.Fanout.Hold();
        _ = stage.Post(1, "a");
        _ = stage.Post(1, "b");

        stage.Decide(append => append.Store());

        Assert.Single(stage.Log.Held);
        stage.Decide(append => append.Store());
        Assert.Equal([2L], stage.Fanout.Places("web-1")); // b is committed, and waits for its turn
        stage.Run(stage.Fanout.Release);
        Assert.Equal([2L, 3L], stage.Fanout.Places("web-1"));
    }

    [Fact]
    public async Task A_message_is_answered_when_it_is_durable_whoever_cannot_be_told()
    {
        var stage = new ConversationStage(1);
        stage.Audience.Hold = new TaskCompletionSource();

        var said = stage.Post(1, "a");
        var alsoSaid = stage.Post(1, "b");

        Assert.True(said.IsCompleted && alsoSaid.IsCompleted);
        Assert.Equal((2, 3), ((await said).Value!.Seq, (await alsoSaid).Value!.Seq));
        Assert.Empty(stage.Fanout.Told);
        stage.Run(stage.Audience.Hold.SetResult);
        Assert.Equal([2L, 3L], stage.Fanout.Places("web-1"));
    }

    [Fact]
    public async Task A_membership_change_is_answered_when_it_was_announced()
    {
        var stage = new ConversationStage(1, 2);
        stage.Audience.Hold = new TaskCompletionSource();

        var leave = stage.Leave(2);

        Assert.False(leave.IsCompleted); // a notice of it must not overtake it
        stage.Run(stage.Audience.Hold.SetResult);
        Assert.Equal(ChatError.None, await leave);
        Assert.Equal([2L], stage.Fanout.Places("web-1"));
    }

    [Fact]
    public void What_is_committed_while_nobody_can_be_told_goes_out_together_and_in_order()
    {
        var stage = new ConversationStage(1);
        stage.Audience.Hold = new TaskCompletionSource();
        for (var i = 0; i < 20; i++)
        {
            _ = stage.Post(1, $"{i}");
        }

        stage.Run(stage.Audience.Hold.SetResult);

        Assert.Equal([1, 19], stage.Fanout.Told.Select(told => told.Delivery.Messages.Length));
        Assert.Equal(Enumerable.Range(2, 20).Select(i => (long)i), stage.Fanout.Places("web-1"));
    }

    [Fact]
    public async Task Of_a_long_wait_the_newest_places_are_announced_and_nobody_waits_for_ever()
    {
        var stage = new ConversationStage(1, 2);
        stage.Audience.Hold = new TaskCompletionSource();
        _ = stage.Post(1, "first");
        var leave = stage.Leave(2);
        for (var i = 0; i < Conversation.MaxWaiting; i++)
        {
            await stage.Post(1, $"{i}");
        }

        Assert.Equal(ChatError.None, await leave); // left out: the nodes see the hole and read it
        stage.Run(stage.Audience.Hold.SetResult);
        var places = stage.Fanout.Places("web-1").ToArray();
        Assert.Equal((Conversation.MaxWaiting + 1, stage.Stored.Rows.Count), (places.Length, places[^1]));
    }

    [Fact]
    public async Task A_fanout_that_throws_loses_no_answer()
    {
        var stage = new ConversationStage(1) { Log = { IsHolding = true } };
        stage.Fanout.IsFailing = true;
        var first = stage.Post(1, "a");
        var second = stage.Post(1, "b");

        stage.Decide(append => append.Store());
        stage.Decide(append => append.Store());
        var third = stage.Post(1, "c");
        stage.Decide(append => append.Store());

        Assert.Equal(ChatError.None, (await first).Error);
        Assert.Equal(ChatError.None, (await second).Error);
        Assert.Equal(ChatError.None, (await third).Error);
        Assert.Equal(0, stage.Deactivations);
    }

    [Fact]
    public async Task An_audience_that_cannot_be_found_loses_no_answer()
    {
        var stage = new ConversationStage(1);
        stage.Audience.IsFailing = true;
        var unheard = await stage.Post(1, "a");
        stage.Audience.IsFailing = false;

        await stage.Post(1, "b");

        Assert.Equal(ChatError.None, unheard.Error);
        Assert.Equal(0, stage.Deactivations);
        Assert.Equal([3L], stage.Fanout.Places("web-1")); // the node sees the hole
    }
}
