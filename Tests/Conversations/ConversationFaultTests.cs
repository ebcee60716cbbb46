using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Tests.Conversations;

public sealed class ConversationFaultTests
{
    [Fact]
    public async Task A_conflict_has_everybody_ask_again_and_gives_the_activation_up()
    {
        var stage = new ConversationStage(1) { Log = { IsHolding = true } };
        var committing = stage.Post(1, "a");
        var waiting = stage.Post(1, "b");

        stage.Decide(append => append.Answer(AppendOutcome.Conflict));
        var late = stage.Post(1, "c");

        Assert.Equal(ChatError.AskAgain, (await committing).Error);
        Assert.Equal(ChatError.AskAgain, (await waiting).Error);
        Assert.Equal(ChatError.AskAgain, (await late).Error);
        Assert.Equal(1, stage.Deactivations);
        Assert.Empty(stage.Said);
        Assert.Empty(stage.Fanout.Told);
    }

    [Fact]
    public async Task An_unknown_outcome_that_was_a_commit_is_found_by_the_retry()
    {
        var stage = new ConversationStage(1) { Log = { IsHolding = true } };
        var post = stage.Post(1, "a", "k");
        stage.Decide(append => append.StoreAndFail());
        stage.Log.IsHolding = false;
        stage.Reactivate();

        var retry = await stage.Post(1, "a", "k");

        Assert.Equal(ChatError.Unavailable, (await post).Error);
        Assert.Equal(2, retry.Value!.Seq);
        Assert.Equal(["a"], stage.Said);
    }

    [Fact]
    public async Task An_unknown_outcome_that_was_no_commit_is_written_by_the_retry()
    {
        var stage = new ConversationStage(1) { Log = { IsHolding = true } };
        var post = stage.Post(1, "a", "k");
        stage.Decide(append => append.Fail());
        stage.Log.IsHolding = false;
        stage.Reactivate();

        var retry = await stage.Post(1, "a", "k");

        Assert.Equal(ChatError.Unavailable, (await post).Error);
        Assert.Equal(2, retry.Value!.Seq);
        Assert.Equal(["a"], stage.Said);
    }

    [Fact]
    public async Task A_stale_activation_overwrites_nothing()
    {
        var stage = new ConversationStage(1);
        var stale = stage.Conversation;
        stage.Reactivate();
        await stage.Post(1, "new");

        var late = await stage.Run(() =>
            stale.PostAsync(ConversationStage.Draft(1, "late"), ChatError.None, CancellationToken.None));

        Assert.Equal(ChatError.AskAgain, late.Error);
        Assert.Equal(["new"], stage.Said);
        Assert.Equal(1, stage.Deactivations);
    }

    [Fact]
    public async Task Nobody_waits_for_ever_when_no_message_id_can_be_had()
    {
        var stage = new ConversationStage(1) { Log = { IsHolding = true } };
        var committed = stage.Post(1, "a");
        var waiting = stage.Post(1, "b");
        stage.Ids.IsFailing = true;

        stage.Decide(append => append.Store());

        Assert.True(waiting.IsCompleted);
        Assert.Equal(ChatError.Unavailable, (await waiting).Error);
        Assert.Equal(ChatError.None, (await committed).Error);
        Assert.Equal([2L], stage.Fanout.Places("web-1"));
        Assert.Equal(1, stage.Deactivations);
    }

    [Fact]
    public async Task Settings_of_unknown_outcome_give_the_activation_up_and_lose_no_post()
    {
        var stage = new ConversationStage(1) { Log = { IsHolding = true } };
        var post = stage.Post(1, "a");
        stage.Log.IsUnreachable = true;

        await Assert.ThrowsAsync<LogUnavailableException>(() => stage.Run(() =>
            stage.Conversation.SetAsync(1, new MemberSettings(OnTop: true), CancellationToken.None)));
        stage.Decide(append => append.Store());

        Assert.Equal(1, stage.Deactivations);
        Assert.False(stage.Conversation.State.Members[1].OnTop);
        Assert.Equal(ChatError.None, (await post).Error);
    }

    [Fact]
    public async Task A_membership_change_of_unknown_outcome_is_unavailable()
    {
        var stage = new ConversationStage(1, 2) { Log = { IsHolding = true } };
        var leave = stage.Leave(2);

        stage.Decide(append => append.StoreAndFail());
        stage.Reactivate();

        Assert.Equal(ChatError.Unavailable, await leave);
        Assert.False(stage.Conversation.CanSpeak(2));
    }

    [Fact]
    public void A_fault_of_the_log_is_one_of_the_runtime_to_the_frontends() => // which answer those with Unavailable
        Assert.IsAssignableFrom<Orleans.Runtime.OrleansException>(new LogUnavailableException());
}
