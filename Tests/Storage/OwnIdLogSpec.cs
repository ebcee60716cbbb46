using System.Globalization;
using OrleansChat.Conversations;

namespace OrleansChat.Tests.Storage;

/// <summary>What every log does with message ids that clients chose.</summary>
public abstract class OwnIdLogSpec : LogSpec
{
    private static long _owns = 1L << 60;

    [Fact]
    public async Task The_same_sender_and_id_again_is_answered_with_the_stored_row()
    {
        var conversation = NewConversation();
        var row = Own(Row(conversation, 1, body: "{\"content\":\"first\"}", sender: 5));
        await Log.AppendAsync(Batch(row));

        var again = await Log.AppendAsync(Batch(Own(Row(conversation, 2, sender: 5), row.MessageId)));

        Assert.Equal(AppendResult.Duplicate, again.Result);
        Assert.Equal([row], again.Existing.AsEnumerable());
        Assert.Equal([row], await ForwardAsync(conversation));
    }

    [Theory]
    [InlineData(5, true)] // his own message elsewhere
    [InlineData(6, true)] // somebody else's elsewhere
    [InlineData(6, false)] // somebody else's here
    public async Task An_id_that_is_taken_is_answered_with_the_message_that_has_it(int sender, bool isElsewhere)
    {
        var one = NewConversation();
        var other = isElsewhere ? NewConversation() : one;
        var row = Own(Row(one, 1, sender: 5)) with { Wording = "Im Text\nfirst" };
        await Log.AppendAsync(Batch(row));
        var seq = isElsewhere ? 1 : 2;

        var taken = await Log.AppendAsync(Batch(
            Row(other, seq, "before"), Own(Row(other, seq + 1, sender: sender), row.MessageId), Row(other, seq + 2)));
        var rest = await Log.AppendAsync(Batch(Row(other, seq, "before"), Row(other, seq + 1)));

        Assert.Equal(AppendResult.Duplicate, taken.Result);
        Assert.Equal([row], taken.Existing.AsEnumerable());
        Assert.Equal(AppendResult.Committed, rest.Result);
        Assert.Equal(seq + 1, (await ForwardAsync(other)).Length);
    }

    [Fact]
    public async Task A_batch_learns_of_every_id_and_key_that_keeps_it_out()
    {
        var (one, other) = (NewConversation(), NewConversation());
        var elsewhere = Own(Row(one, 1, sender: 5));
        var here = Row(other, 1, "key", sender: 5);
        await Log.AppendAsync(Batch(elsewhere));
        await Log.AppendAsync(Batch(here));

        var refused = await Log.AppendAsync(Batch(
            Row(other, 2), Own(Row(other, 3, sender: 6), elsewhere.MessageId), Row(other, 4, "key", sender: 5)));

        Assert.Equal(AppendResult.Duplicate, refused.Result);
        Assert.Equal(
            new[] { elsewhere.MessageId, here.MessageId }.Order(), refused.Existing.Select(row => row.MessageId).Order());
    }

    [Fact]
    public async Task An_id_of_the_server_that_a_client_took_is_answered_with_his_message()
    {
        var (one, other) = (NewConversation(), NewConversation());
        var row = Own(Row(one, 1, sender: 5));
        await Log.AppendAsync(Batch(row));

        var unlucky = await Log.AppendAsync(Batch(Row(other, 1, "key") with { MessageId = row.MessageId }));

        Assert.Equal(AppendResult.Duplicate, unlucky.Result);
        Assert.Equal([row], unlucky.Existing.AsEnumerable());
    }

    [Fact]
    public async Task The_digits_of_an_id_are_a_free_key_elsewhere()
    {
        var (one, other) = (NewConversation(), NewConversation());
        var row = Own(Row(one, 1, sender: 5));
        await Log.AppendAsync(Batch(row));

        var digits = await Log.AppendAsync(Batch(Row(other, 1, row.ClientMessageId, sender: 5)));

        Assert.Equal(AppendResult.Committed, digits.Result);
    }

    [Fact]
    public async Task Of_many_conversations_that_want_one_id_one_gets_it_and_nobody_else_is_disturbed()
    {
        var id = Interlocked.Increment(ref _owns);
        var rivals = Enumerable.Range(1, 16).Select(user => Own(Row(NewConversation(), 1, sender: user), id)).ToArray();
        var others = Enumerable.Range(0, 200).Select(_ => Row(NewConversation(), 1, "key")).ToArray();

        ChatMessage[] rows = [.. others[..100], .. rivals, .. others[100..]];
        var appends = rows.ToDictionary(row => row, row => Log.AppendAsync(Batch(row)));
        await Task.WhenAll(appends.Values);

        var winner = Assert.Single(rivals, row => appends[row].Result.Result is AppendResult.Committed);
        Assert.All(rivals.Where(row => row != winner), row =>
        {
            Assert.Equal(AppendResult.Duplicate, appends[row].Result.Result);
            Assert.Equal([winner], appends[row].Result.Existing.AsEnumerable());
        });
        Assert.All(others, row => Assert.Equal(AppendResult.Committed, appends[row].Result.Result));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    [InlineData(long.MaxValue)]
    public async Task Absurd_ids_are_stored_and_found_and_are_no_bound_for_the_server(long id)
    {
        var conversation = NewConversation();
        var given = Row(conversation, 1);
        var row = Own(Row(conversation, 2, sender: 5), id);
        await Log.AppendAsync(Batch(given, row));

        var head = await Log.OpenAsync(conversation, CancellationToken.None);
        var back = await Log.ReadBackAsync(conversation, id, 1, 10, CancellationToken.None);

        Assert.Equal((2, given.MessageId), (head.LastSeq, head.LastMessageId));
        Assert.Equal(row, await Log.FindAsync(conversation, id, CancellationToken.None));
        Assert.Equal([row, given], back.AsEnumerable());
    }

    [Fact]
    public async Task Where_clients_chose_all_of_the_newest_ids_the_head_knows_none_of_the_servers()
    {
        var conversation = NewConversation();
        await Log.AppendAsync(Batch(
            [Row(conversation, 1), .. Enumerable.Range(2, 64).Select(seq => Own(Row(conversation, seq, sender: 5)))]));

        var head = await Log.OpenAsync(conversation, CancellationToken.None);

        Assert.Equal((65, 0), (head.LastSeq, head.LastMessageId));
    }

    /// <summary>The row as one whose id its client chose.</summary>
    protected static ChatMessage Own(ChatMessage row, long? id = null)
    {
        var own = id ?? Interlocked.Increment(ref _owns);
        return row with { MessageId = own, ClientMessageId = own.ToString(CultureInfo.InvariantCulture) };
    }
}
