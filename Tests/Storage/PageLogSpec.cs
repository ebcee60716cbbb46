using OrleansChat.Conversations;

namespace OrleansChat.Tests.Storage;

/// <summary>Pages of what people said, by number, as every log answers them.</summary>
public abstract class PageLogSpec : LogSpec
{
    [Fact]
    public async Task A_conversation_without_a_row_has_no_page()
    {
        var page = await Log.PageAsync(NewConversation(), 0, 10, newestFirst: true, CancellationToken.None);

        Assert.Equal((0, 0), (page.Total, page.Messages.Length));
    }

    [Theory]
    [InlineData(0, 3, false, "2 5 6")]
    [InlineData(1, 3, false, "5 6 9")]
    [InlineData(3, 10, false, "9 10")]
    [InlineData(4, 1, false, "10")]
    [InlineData(5, 10, false, "")]
    [InlineData(99, 10, false, "")]
    [InlineData(0, 3, true, "10 9 6")]
    [InlineData(2, 2, true, "6 5")]
    [InlineData(4, 10, true, "2")]
    [InlineData(5, 10, true, "")]
    [InlineData(99, 10, true, "")]
    public async Task Alerts_hidden_rows_and_what_was_taken_back_do_not_count(
        long skip, int count, bool newestFirst, string places)
    {
        var conversation = NewConversation();
        await FillAsync(conversation);

        var page = await Log.PageAsync(conversation, skip, count, newestFirst, CancellationToken.None);

        Assert.Equal(5, page.Total);
        Assert.Equal(places, string.Join(' ', page.Messages.Select(message => message.Seq)));
    }

    [Fact]
    public async Task A_page_has_bodies_and_wordings_of_its_own_conversation_alone()
    {
        var (conversation, other) = (NewConversation(), NewConversation());
        await Log.AppendAsync(Batch(Row(other, 1, body: """{"content":"b"}""")));
        await Log.AppendAsync(Batch(
            Row(conversation, 1, sender: 7, body: """{"content":"a"}""") with { Wording = Wording.Of("im", "Text", "ä") }));

        var page = await Log.PageAsync(conversation, 0, 10, newestFirst: false, CancellationToken.None);

        var message = Assert.Single(page.Messages);
        Assert.Equal(
            (conversation, 7, """{"content":"a"}""", Wording.Of("im", "Text", "ä")),
            (message.Conversation, message.SenderId, message.Body, message.Wording));
        Assert.Equal(1, page.Total);
    }

    [Fact]
    public async Task Where_only_the_server_spoke_there_is_no_page()
    {
        var conversation = NewConversation();
        await Log.AppendAsync(Batch(
            Row(conversation, 1) with { Kind = MessageKind.Membership }, Row(conversation, 2) with { Kind = MessageKind.Alert }));

        foreach (var newestFirst in new[] { true, false })
        {
            var page = await Log.PageAsync(conversation, 0, 10, newestFirst, CancellationToken.None);
            Assert.Equal((0, 0), (page.Total, page.Messages.Length));
        }
    }

    /// <summary>Places 2, 5, 6, 9 and 10 of 11 are left: 1, 3, 11 are hidden or alerts, 4, 7 and 8 were taken
    /// back.</summary>
    private async Task FillAsync(string conversation)
    {
        var rows = Enumerable.Range(1, 10).Select(seq => Row(conversation, seq)).ToArray();
        rows[0] = rows[0] with { Kind = MessageKind.Membership };
        rows[2] = rows[2] with { Kind = MessageKind.Alert };
        await Log.AppendAsync(Batch(rows));
        var alert = Row(conversation, 11) with { Kind = MessageKind.Alert };
        await Log.AppendAsync(Batch(alert) with
        {
            Recalls = [rows[3].MessageId, rows[6].MessageId, rows[7].MessageId],
        });
    }
}
