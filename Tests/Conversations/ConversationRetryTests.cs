using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Tests.Conversations;

public sealed class ConversationRetryTests
{
    [Fact]
    public async Task A_repetition_after_the_commit_gets_the_first_answer()
    {
        var stage = new ConversationStage(1);
        var first = await stage.Post(1, "a", "k");

        var again = await stage.Post(1, "something else", "k");

        Assert.Equal(first.Value! with { Author = null }, again.Value);
        Assert.Equal(["a"], stage.Said);
    }

    [Fact]
    public async Task A_repetition_during_the_commit_waits_for_the_first_answer()
    {
        var stage = new ConversationStage(1) { Log = { IsHolding = true } };
        var first = stage.Post(1, "a", "k");
        var again = stage.Post(1, "a", "k");

        stage.Decide(append => append.Store());

        Assert.Empty(stage.Log.Held);
        Assert.Equal((await first).Value! with { Author = null }, (await again).Value);
        Assert.Equal(["a"], stage.Said);
    }

    [Fact]
    public async Task A_repetition_of_what_failed_fails_alike()
    {
        var stage = new ConversationStage(1) { Log = { IsHolding = true } };
        _ = stage.Post(1, "a", "k");
        var again = stage.Post(1, "a", "k");

        stage.Decide(append => append.Fail());

        Assert.Equal(ChatError.Unavailable, (await again).Error);
    }

    [Fact]
    public async Task The_same_key_of_another_sender_is_another_message()
    {
        var stage = new ConversationStage(1, 2);
        await stage.Post(1, "a", "k");

        await stage.Post(2, "b", "k");

        Assert.Equal(["a", "b"], stage.Said);
    }

    [Fact]
    public async Task The_same_words_without_a_key_are_said_twice()
    {
        var stage = new ConversationStage(1);
        await stage.Post(1, "ok");

        await stage.Post(1, "ok");

        Assert.Equal(["ok", "ok"], stage.Said);
    }

    [Fact]
    public async Task A_duplicate_inside_a_batch_leaves_the_others_their_order_and_no_gap()
    {
        var stage = new ConversationStage(1, 2);
        var old = await stage.Post(1, "old", "k");
        await FillAsync(stage);
        stage.Log.IsHolding = true;
        _ = stage.Post(1, "being committed");
        var before = stage.Post(2, "before");
        var again = stage.Post(1, "old again", "k");
        var after = stage.Post(2, "after");
        while (stage.Log.Held.Count > 0)
        {
            stage.Decide(append => append.Store());
        }

        Assert.Equal(old.Value! with { Author = null }, (await again).Value);
        Assert.Equal((await before).Value!.Seq + 1, (await after).Value!.Seq);
        Assert.Equal(["being committed", "before", "after"], stage.Said.TakeLast(3));
        Assert.Equal(stage.Stored.Rows.Count, stage.Stored.Rows[^1].Seq);
    }

    [Fact]
    public async Task A_refusal_as_duplicate_that_explains_nothing_ends_the_activation()
    {
        var stage = new ConversationStage(1) { Log = { IsHolding = true } };
        var post = stage.Post(1, "a", "k");

        stage.Decide(append => append.Answer(new AppendOutcome(AppendResult.Duplicate, [])));

        Assert.Empty(stage.Log.Held); // no second try of the same rows, which would go on for ever
        Assert.Equal(ChatError.Unavailable, (await post).Error);
        Assert.Equal(1, stage.Deactivations);
    }

    [Fact]
    public async Task Who_has_left_still_learns_what_became_of_his_post()
    {
        var stage = new ConversationStage(1, 2) { Log = { IsHolding = true } };
        _ = stage.Post(1, "a", "k");
        stage.Decide(append => append.StoreAndFail());
        stage.Log.IsHolding = false;
        stage.Reactivate();
        await stage.Leave(1);
        await FillAsync(stage, sender: 2);
        stage.Reactivate();

        var again = await stage.Post(1, "a", "k");

        Assert.Equal(ChatError.None, again.Error);
        Assert.Equal(2, again.Value!.Seq);
    }

    [Fact]
    public async Task What_was_never_said_stays_refused()
    {
        var stage = new ConversationStage(1);

        var stranger = await stage.Post(9, "a", "k");

        Assert.Equal(ChatError.NotMember, stranger.Error);
        Assert.Empty(stage.Said);
    }

    /// <summary>More messages than an activation remembers, so that only the log can know what came before.</summary>
    private static async Task FillAsync(ConversationStage stage, int sender = 1)
    {
        for (var i = 0; i < 300; i++)
        {
            await stage.Post(sender, $"fill {i}", $"fill {i}");
        }
    }
}
