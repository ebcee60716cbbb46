using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Tests.Conversations;

public sealed class ConversationChangeTests
{
    private static readonly MemberChange Muted = MemberChange.Update(2, mutedUntilUnixMs: 5_000);

    [Fact]
    public async Task One_who_is_put_out_sees_the_alert_before_and_the_manager_says_it()
    {
        var stage = new ConversationStage(1, 2);

        await Change(stage, new([MemberChange.Leave(2)]) { Before = Alert(1, "out") });

        Assert.Equal([(2L, 1, "out"), (3L, 0, """{"joined":[],"left":[2]}""")], Rows(stage).Skip(1));
        Assert.Equal(2, stage.Stored.Stays.Single(stay => stay.UserId == 2).ToSeq);
        Assert.Equal([2L, 3L], stage.Log.Batches.Single().Messages.Select(row => row.Seq));
    }

    [Fact]
    public async Task One_who_joins_sees_the_alert_after_and_may_be_the_one_who_says_it()
    {
        var stage = new ConversationStage(1);

        await Change(stage, new([MemberChange.Join(2, 1, "")]) { After = Alert(2, "in") });

        Assert.Equal([(2L, 0, """{"joined":[2],"left":[]}"""), (3L, 2, "in")], Rows(stage).Skip(1));
        Assert.Equal(3, stage.Stored.Stays.Single(stay => stay.UserId == 2).FromSeq);
        Assert.Equal(3, stage.Conversation.State.Members[2].FromSeq);
    }

    [Fact]
    public async Task A_stay_ends_before_the_hidden_row_and_begins_with_the_alert_after_it()
    {
        var stage = new ConversationStage(1, 2);

        await Change(stage, new([MemberChange.Leave(2), MemberChange.Join(3, 1, "")])
        {
            Before = Alert(1, "out"),
            After = Alert(1, "in"),
        });

        Assert.Equal([2L, 3L, 4L], stage.Log.Batches.Single().Messages.Select(row => row.Seq));
        Assert.Equal(2, stage.Stored.Stays.Single(stay => stay.UserId == 2).ToSeq);
        Assert.Equal(4, stage.Stored.Stays.Single(stay => stay.UserId == 3).FromSeq);
    }

    [Fact]
    public async Task A_mute_that_is_shown_is_its_alert_and_one_that_is_not_is_a_hidden_row()
    {
        var stage = new ConversationStage(1, 2);

        await Change(stage, new([Muted]) { After = Alert(1, "mute") });
        await Change(stage, new([MemberChange.Update(2, level: 2)]));

        Assert.Equal([(2L, 1, "mute"), (3L, 0, """{"joined":[],"left":[]}""")], Rows(stage).Skip(1));
        Assert.Equal((1L, (short)2, 5_000L), Member(stage.Conversation.State));
        stage.Reactivate();
        Assert.Equal((1L, (short)2, 5_000L), Member(stage.Conversation.State));
    }

    [Fact]
    public async Task A_post_that_comes_behind_a_mute_in_line_sees_it()
    {
        var stage = new ConversationStage(1, 2) { Log = { IsHolding = true } };
        var mute = Change(stage, new([Muted]));

        Assert.Equal(5_000, stage.Conversation.Ahead.Members[2].MutedUntilUnixMs);
        Assert.Equal(0, stage.Conversation.State.Members[2].MutedUntilUnixMs);
        stage.Decide(append => append.Store());

        Assert.Equal(ChatError.None, await mute);
        Assert.Same(stage.Conversation.State, stage.Conversation.Ahead);
        Assert.Equal(5_000, stage.Conversation.State.Members[2].MutedUntilUnixMs);
    }

    [Fact]
    public async Task A_change_that_is_not_stored_leaves_everything_as_it_was()
    {
        var stage = new ConversationStage(1, 2) { Log = { IsHolding = true } };
        var mute = Change(stage, new([Muted]) { After = Alert(1, "mute") });

        stage.Decide(append => append.Fail());

        Assert.Equal(ChatError.Unavailable, await mute);
        Assert.Equal(0, stage.Conversation.Ahead.Members[2].MutedUntilUnixMs);
    }

    [Fact]
    public async Task The_rows_of_a_change_are_not_torn_when_the_batch_is_full()
    {
        var stage = new ConversationStage(1, 2) { Log = { IsHolding = true } };
        _ = stage.Post(1, "being committed");
        var posts = Enumerable.Range(0, 255).Select(number => stage.Post(1, $"{number}")).ToArray();
        var leave = Change(stage, new([MemberChange.Leave(2)]) { Before = Alert(1, "out") });
        while (stage.Log.Held.Count > 0)
        {
            stage.Decide(append => append.Store());
        }

        Assert.Equal(ChatError.None, await leave);
        Assert.All(await Task.WhenAll(posts), post => Assert.True(post.Ok));
        Assert.Equal([1, 255, 2], stage.Log.Batches.Select(batch => batch.Messages.Length));
    }

    [Fact]
    public async Task Every_post_around_a_change_is_answered_with_its_own_row()
    {
        var stage = new ConversationStage(1, 2) { Log = { IsHolding = true } };
        _ = stage.Post(1, "being committed");
        var before = stage.Post(1, "before");
        var kick = Change(stage, new([MemberChange.Leave(2)]) { Before = Alert(1, "out") });
        var after = stage.Post(1, "after");
        while (stage.Log.Held.Count > 0)
        {
            stage.Decide(append => append.Store());
        }

        Assert.Equal(ChatError.None, await kick);
        Assert.Equal(("before", 3L), ((await before).Value!.Body, (await before).Value!.Seq));
        Assert.Equal(("after", 6L), ((await after).Value!.Body, (await after).Value!.Seq));
    }

    private static Task<ChatError> Change(ConversationStage stage, ConversationChange change) =>
        stage.Run(() => stage.Conversation.ChangeAsync(change));

    private static AlertDraft Alert(int actor, string body) => new(actor, new Author($"user {actor}", ""), body);

    private static IEnumerable<(long Seq, int Sender, string Body)> Rows(ConversationStage stage) =>
        stage.Stored.Rows.Select(row => (row.Seq, row.SenderId, row.Body));

    private static (long FromSeq, short Level, long MutedUntil) Member(ConversationState state) =>
        (state.Members[2].FromSeq, state.Members[2].Level, state.Members[2].MutedUntilUnixMs);
}
