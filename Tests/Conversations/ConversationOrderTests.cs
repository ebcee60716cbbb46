using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Tests.Conversations;

public sealed class ConversationOrderTests
{
    [Fact]
    public async Task Places_follow_each_other_without_gaps()
    {
        var stage = new ConversationStage(1, 2);

        var first = await stage.Post(1, "a");
        var second = await stage.Post(2, "b");

        Assert.Equal([2L, 3L], [first.Value!.Seq, second.Value!.Seq]); // 1 is the row that says who joined
        Assert.True(second.Value.MessageId > first.Value.MessageId);
        Assert.Equal([1L, 2L, 3L], stage.Stored.Rows.Select(row => row.Seq));
    }

    [Fact]
    public void Nobody_is_answered_before_the_commit()
    {
        var stage = new ConversationStage(1) { Log = { IsHolding = true } };

        var post = stage.Post(1, "a");

        Assert.False(post.IsCompleted);
        Assert.Empty(stage.Fanout.Told);
        stage.Decide(append => append.Store());
        Assert.True(post.IsCompletedSuccessfully);
    }

    [Fact]
    public void Only_one_batch_is_under_way()
    {
        var stage = new ConversationStage(1) { Log = { IsHolding = true } };

        _ = stage.Post(1, "a");
        _ = stage.Post(1, "b");
        _ = stage.Post(1, "c");

        Assert.Single(stage.Log.Held);
    }

    [Fact]
    public async Task Posts_that_waited_share_the_next_commit_in_the_order_of_their_calls()
    {
        var stage = new ConversationStage(1, 2) { Log = { IsHolding = true } };
        var posts = Enumerable.Range(0, 100).Select(i => stage.Post(1 + (i % 2), $"{i}")).ToArray();

        stage.Decide(append => append.Store());
        stage.Decide(append => append.Store());

        Assert.Equal([1, 99], stage.Log.Batches.Select(batch => batch.Messages.Length));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), stage.Said);
        Assert.Equal(Enumerable.Range(2, 100).Select(i => (long)i), (await Task.WhenAll(posts)).Select(post => post.Value!.Seq));
    }

    [Fact]
    public void A_batch_is_bounded()
    {
        var stage = new ConversationStage(1) { Log = { IsHolding = true } };
        for (var i = 0; i < 600; i++)
        {
            _ = stage.Post(1, $"{i}");
        }

        while (stage.Log.Held.Count > 0)
        {
            stage.Decide(append => append.Store());
        }

        Assert.Equal([1, 256, 256, 87], stage.Log.Batches.Select(batch => batch.Messages.Length));
        Assert.Equal(600, stage.Said.Count());
    }

    [Theory]
    [InlineData(Conversation.MaxWaiting, ChatError.None)]
    [InlineData(Conversation.MaxWaiting + 1, ChatError.RateLimited)]
    public async Task No_more_than_a_thousand_posts_wait(int waiting, ChatError expected)
    {
        var stage = new ConversationStage(1) { Log = { IsHolding = true } };
        _ = stage.Post(1, "being committed");
        for (var i = 1; i < waiting; i++)
        {
            _ = stage.Post(1, $"{i}");
        }

        var last = stage.Post(1, "last");
        while (stage.Log.Held.Count > 0)
        {
            stage.Decide(append => append.Store());
        }

        Assert.Equal(expected, (await last).Error);
        Assert.Equal(Math.Min(waiting, Conversation.MaxWaiting) + 1, stage.Said.Count());
    }

    [Fact]
    public async Task Time_stands_still_while_the_clock_goes_back()
    {
        var stage = new ConversationStage(1);
        var before = await stage.Post(1, "a");
        stage.Clock.Move(TimeSpan.FromHours(-1));

        var after = await stage.Post(1, "b");
        stage.Reactivate();
        var later = await stage.Post(1, "c");

        Assert.Equal(before.Value!.SentAtUnixMs, after.Value!.SentAtUnixMs);
        Assert.Equal(before.Value.SentAtUnixMs, later.Value!.SentAtUnixMs);
    }

    [Fact]
    public async Task The_next_activation_goes_on_where_the_log_ends()
    {
        var stage = new ConversationStage(1);
        await stage.Post(1, "a");
        stage.Reactivate();

        var next = await stage.Post(1, "b");

        Assert.Equal(3, next.Value!.Seq);
        Assert.Equal(["a", "b"], stage.Said);
    }
}
