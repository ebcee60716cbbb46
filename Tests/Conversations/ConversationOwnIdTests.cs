using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Tests.Conversations;

/// <summary>Message ids that clients choose, in one conversation's line.</summary>
public sealed class ConversationOwnIdTests
{
    private const string Elsewhere = "r:8";

    [Fact]
    public async Task An_id_that_a_client_chose_is_the_messages_id_and_key()
    {
        var stage = new ConversationStage(1);

        var posted = await stage.PostAs(77, 1, "a");
        var again = await stage.PostAs(77, 1, "something else");

        Assert.Equal((77, "77", true), (posted.Value!.MessageId, posted.Value.ClientMessageId, posted.Value.HasOwnId));
        Assert.Equal(posted.Value with { Author = null }, again.Value);
        Assert.Equal(["a"], stage.Said);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public async Task An_id_is_positive(long id)
    {
        var stage = new ConversationStage(1);

        Assert.Equal(ChatError.InvalidValue, (await stage.PostAs(id, 1, "a")).Error);
        Assert.Empty(stage.Said);
    }

    [Fact]
    public async Task Another_sender_of_the_same_id_waits_for_the_first_and_gets_his_message()
    {
        var stage = new ConversationStage(1, 2) { Log = { IsHolding = true } };
        var first = stage.PostAs(77, 1, "a");
        var second = stage.PostAs(77, 2, "b");

        stage.Decide(append => append.Store());

        Assert.Equal(1, (await second).Value!.SenderId);
        Assert.Equal((await first).Value! with { Author = null }, (await second).Value);
        Assert.Equal(["a"], stage.Said);
    }

    [Fact]
    public async Task Another_sender_of_a_stored_id_gets_the_message_that_has_it_and_stores_nothing()
    {
        var stage = new ConversationStage(1, 2);
        var first = await stage.PostAs(77, 1, "a");

        var soon = await stage.PostAs(77, 2, "b");
        for (var i = 0; i < 300; i++) // more than an activation remembers
        {
            await stage.Post(1, $"fill {i}", $"fill {i}");
        }

        var late = await stage.PostAs(77, 2, "c");

        Assert.Equal(first.Value! with { Author = null }, soon.Value);
        Assert.Equal(soon.Value, late.Value);
        Assert.Equal(301, stage.Said.Count());
        Assert.Equal(0, stage.Deactivations);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_id_that_is_taken_elsewhere_costs_the_others_in_line_nothing(int sender)
    {
        var stage = new ConversationStage(1, 2);
        await SayElsewhereAsync(stage, id: 77, sender: 1);
        stage.Log.IsHolding = true;
        _ = stage.Post(1, "being committed");
        var before = stage.Post(2, "before");
        var taken = stage.PostAs(77, sender, "taken");
        var after = stage.Post(2, "after");
        DecideAll(stage);

        Assert.Equal((Elsewhere, 1), ((await taken).Value!.Conversation, (await taken).Value!.SenderId));
        Assert.Equal((await before).Value!.Seq + 1, (await after).Value!.Seq);
        Assert.Equal(["being committed", "before", "after"], stage.Said);
        Assert.Equal(0, stage.Deactivations);
        var next = stage.PostAs(78, sender, "next");
        DecideAll(stage);
        Assert.Equal(78, (await next).Value!.MessageId);
    }

    [Fact]
    public async Task What_has_an_id_elsewhere_is_no_repetition_of_its_digits_here()
    {
        var stage = new ConversationStage(1);
        await SayElsewhereAsync(stage, id: 77, sender: 1);
        await stage.PostAs(77, 1, "taken");

        var digits = await stage.Post(1, "digits", "77");

        Assert.Equal(ConversationStage.Key, digits.Value!.Conversation);
        Assert.Equal(["digits"], stage.Said);
    }

    [Fact]
    public async Task Ids_of_clients_are_no_bound_for_the_servers()
    {
        var stage = new ConversationStage(1);
        var first = await stage.Post(1, "first");
        await stage.PostAs(long.MaxValue, 1, "far ahead");
        await stage.PostAs(1, 1, "far behind");
        var second = await stage.Post(1, "second");
        stage.Reactivate();
        var third = await stage.Post(1, "third");

        Assert.Equal(first.Value!.MessageId + 1_000, second.Value!.MessageId);
        Assert.Equal(second.Value.MessageId + 1_000, third.Value!.MessageId);
        Assert.True(stage.Stored.Rows.Zip(stage.Stored.Rows.Skip(1)).All(two => two.First.SentAtUnixMs <= two.Second.SentAtUnixMs));
    }

    [Theory]
    [InlineData(false)] // in the commit before
    [InlineData(true)] // in the same line, before the server's
    public async Task The_server_does_not_give_an_id_that_a_client_took(bool isHeld)
    {
        var stage = new ConversationStage(1);
        var last = (await stage.Post(1, "last")).Value!.MessageId;
        stage.Log.IsHolding = isHeld;
        _ = isHeld ? stage.Post(1, "being committed") : null;
        var took = stage.PostAs(last + (isHeld ? 2_000 : 1_000), 1, "took");
        var next = stage.Post(1, "next");
        DecideAll(stage);

        Assert.Equal((await took).Value!.MessageId + 1_000, (await next).Value!.MessageId);
        Assert.Equal(["took", "next"], stage.Said.TakeLast(2));
        Assert.Equal(0, stage.Deactivations);
    }

    [Fact]
    public async Task A_client_does_not_get_an_id_that_the_server_gave_in_the_same_line()
    {
        var stage = new ConversationStage(1, 2);
        var last = (await stage.Post(1, "last")).Value!.MessageId;
        stage.Log.IsHolding = true;
        _ = stage.Post(1, "being committed");
        var given = stage.Post(1, "given");
        var wanted = stage.PostAs(last + 2_000, 2, "wanted");
        var after = stage.Post(1, "after");
        DecideAll(stage);

        Assert.Equal(last + 2_000, (await given).Value!.MessageId);
        Assert.Equal("given", (await wanted).Value!.Body);
        Assert.Equal(["given", "after"], stage.Said.TakeLast(2));
        Assert.Equal((await given).Value!.Seq + 1, (await after).Value!.Seq);
    }

    [Fact]
    public async Task Who_may_not_speak_gets_no_message_of_others()
    {
        var stage = new ConversationStage(1, 2);
        await stage.PostAs(77, 1, "a");

        var stranger = await stage.PostAs(77, 9, "b");
        await stage.Leave(1);
        var left = await stage.PostAs(77, 1, "a");

        Assert.Equal(ChatError.NotMember, stranger.Error);
        Assert.Equal("a", left.Value!.Body);
    }

    [Fact]
    public async Task A_lost_answer_is_found_by_its_id()
    {
        var stage = new ConversationStage(1) { Log = { IsHolding = true } };
        var lost = stage.PostAs(77, 1, "a");
        stage.Decide(append => append.StoreAndFail());
        stage.Log.IsHolding = false;
        stage.Reactivate();

        var again = await stage.PostAs(77, 1, "a");

        Assert.Equal(ChatError.Unavailable, (await lost).Error);
        Assert.Equal((77, 2), (again.Value!.MessageId, again.Value.Seq));
    }

    [Fact]
    public async Task Wording_is_stored_and_lost_with_the_body()
    {
        var stage = new ConversationStage(1);
        var draft = ConversationStage.Draft(1, "a") with { MessageId = 77, Wording = "Im Link\nx", AmongStrangers = true };
        var posted = await stage.Run(() => stage.Conversation.PostAsync(draft, ChatError.None, CancellationToken.None));
        Assert.Equal(("Im Link\nx", true), (posted.Value!.Wording, posted.Value.AmongStrangers));

        await stage.Run(() => stage.Conversation.RecallAsync(
            new RecallMessage(1, 77, IsDeletion: true, Author.System), readsFrom: 1, CancellationToken.None));
        var again = await stage.PostAs(77, 1, "a");

        Assert.Equal(("", null), (again.Value!.Body, again.Value.Wording));
        Assert.Null(stage.Stored.Rows[1].Wording);
    }

    private static void DecideAll(ConversationStage stage)
    {
        while (stage.Log.Held.Count > 0)
        {
            stage.Decide(append => append.Store());
        }
    }

    private static async Task SayElsewhereAsync(ConversationStage stage, long id, int sender)
    {
        var row = new ChatMessage(
            Elsewhere, 1, id, sender, $"{id}", MessageKind.Text, "elsewhere", false, stage.Clock.UnixMs, null);
        var outcome = await stage.Log.AppendAsync(new LogBatch(Elsewhere, [row], []));
        Assert.Equal(AppendResult.Committed, outcome.Result);
    }
}
