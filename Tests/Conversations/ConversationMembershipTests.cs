using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;

namespace OrleansChat.Tests.Conversations;

public sealed class ConversationMembershipTests
{
    [Fact]
    public async Task Who_is_on_the_way_out_cannot_post_from_that_moment()
    {
        var stage = new ConversationStage(1, 2) { Log = { IsHolding = true } };
        var before = stage.Post(2, "before");
        var leave = stage.Leave(2);

        var after = stage.Post(2, "after");
        stage.Decide(append => append.Store());
        stage.Decide(append => append.Store());

        Assert.Equal(ChatError.None, (await before).Error);
        Assert.Equal(ChatError.None, await leave);
        Assert.Equal(ChatError.NotMember, (await after).Error);
        Assert.Equal(["before"], stage.Said);
    }

    [Fact]
    public async Task Who_is_refused_because_he_is_on_the_way_out_is_told_when_that_is_sure()
    {
        var stage = new ConversationStage(1, 2) { Log = { IsHolding = true } };
        var first = stage.Post(2, "a", "key");
        stage.Reactivate(); // the first activation lives on, with the post on its way
        var leave = stage.Leave(2);
        var again = stage.Post(2, "a", "key");
        Assert.False(again.IsCompleted);

        stage.Decide(append => append.Store());
        stage.Decide(append => append.Store());

        Assert.Equal(ChatError.None, (await first).Error);
        Assert.Equal(ChatError.AskAgain, await leave);
        Assert.Equal(ChatError.AskAgain, (await again).Error); // a refusal would be wrong: it was said
        Assert.Equal(["a"], stage.Said);
    }

    [Fact]
    public async Task Who_joins_by_what_he_says_does_so_once_and_behind_his_leaving_again()
    {
        var stage = new ConversationStage(1) { Log = { IsHolding = true } };
        var first = Speak(2, "a"); // under way
        var (second, leaving, third, fourth) = (Speak(2, "b"), stage.Leave(2), Speak(2, "c"), Speak(2, "d"));

        stage.Decide(append => append.Store());
        stage.Decide(append => append.Store());

        await Task.WhenAll(first, second, leaving, third, fourth);
        Assert.Equal(
            [(1, 1L, null), (2, 2L, 3L), (2, 5L, (long?)null)],
            stage.Stored.Stays.Select(stay => (stay.UserId, stay.FromSeq, stay.ToSeq)));
        Assert.Equal(5, stage.Conversation.State.Members[2].FromSeq);

        Task<Reply<ChatMessage>> Speak(int user, string text) => stage.Run(() => stage.Conversation.PostAsync(
            ConversationStage.Draft(user, text), ChatError.None, CancellationToken.None, [MemberChange.Join(user, 1, "")]));
    }

    [Fact]
    public async Task A_stay_ends_before_the_row_that_ends_it()
    {
        var stage = new ConversationStage(1, 2);
        await stage.Post(2, "a");

        await stage.Leave(2);

        var stay = stage.Stored.Stays.Single(one => one.UserId == 2);
        Assert.Equal((1L, 2L), (stay.FromSeq, stay.ToSeq));
        Assert.Equal("""{"joined":[],"left":[2]}""", stage.Stored.Rows[2].Body);
        Assert.False(stage.Stored.Rows[2].IsVisible);
    }

    [Fact]
    public async Task Who_comes_back_begins_a_new_stay()
    {
        var stage = new ConversationStage(1, 2);
        await stage.Leave(2);
        await stage.Join(2);

        var post = await stage.Post(2, "again");

        Assert.Equal(ChatError.None, post.Error);
        Assert.Equal([(1L, (long?)1L), (3L, null)], stage.Stored.Stays.Where(s => s.UserId == 2).Select(s => (s.FromSeq, s.ToSeq)));
    }

    [Fact]
    public async Task Who_is_on_the_way_in_cannot_post_yet()
    {
        var stage = new ConversationStage(1) { Log = { IsHolding = true } };
        var join = stage.Join(2);

        var early = await stage.Post(2, "a");
        stage.Decide(append => append.Store());

        Assert.Equal(ChatError.NotMember, early.Error);
        Assert.Equal(ChatError.None, await join);
        Assert.True(stage.Conversation.CanSpeak(2));
    }

    [Fact]
    public async Task Who_could_not_leave_may_go_on_speaking()
    {
        var stage = new ConversationStage(1, 2) { Log = { IsHolding = true } };
        _ = stage.Post(1, "being committed");
        for (var i = 0; i < Conversation.MaxWaiting; i++)
        {
            _ = stage.Post(1, $"{i}");
        }

        var leave = await stage.Leave(2);

        Assert.Equal(ChatError.RateLimited, leave);
        Assert.True(stage.Conversation.CanSpeak(2));
    }

    [Fact]
    public async Task An_application_is_stored_with_the_first_row_of_its_own_batch()
    {
        var stage = new ConversationStage(1) { Log = { IsHolding = true } };
        var application = new FriendApplication(5, 1, 2, "", ApplicationStatus.Accepted, 0);
        _ = stage.Post(1, "being committed");
        _ = stage.Post(1, "before");

        var change = stage.Run(() =>
            stage.Conversation.ChangeAsync(new([MemberChange.Join(2, 1, "")]) { Application = application }));
        while (stage.Log.Held.Count > 0)
        {
            stage.Decide(append => append.Store());
        }

        Assert.Equal(ChatError.None, await change);
        Assert.Equal([null, null, application], stage.Log.Batches.Select(batch => batch.Application));
        Assert.Equal(MessageKind.Membership, stage.Log.Batches[2].Messages[0].Kind);
    }

    [Fact]
    public async Task Settings_are_remembered_across_activations()
    {
        var stage = new ConversationStage(1);
        await stage.Run(() =>
            stage.Conversation.SetAsync(1, new MemberSettings("me", OnTop: true), CancellationToken.None));

        stage.Reactivate();

        var member = stage.Conversation.State.Members[1];
        Assert.Equal(("me", false, true), (member.Alias, member.NoDisturbing, member.OnTop));
    }
}
