using OrleansChat.Conversations;

namespace OrleansChat.Tests.Storage;

/// <summary>What every log must do.</summary>
public abstract class MessageLogSpec : LogSpec
{
    [Fact]
    public async Task A_conversation_that_was_never_written_is_open_at_zero()
    {
        var head = await Log.OpenAsync(NewConversation(), CancellationToken.None);

        Assert.Equal((0, 0, 0), (head.LastSeq, head.LastMessageId, head.LastSentAtUnixMs));
        Assert.Empty(head.Members);
        Assert.Empty(head.Recent);
    }

    [Fact]
    public async Task Rows_come_back_exactly_as_they_were_appended()
    {
        var conversation = NewConversation();
        ChatMessage[] rows =
        [
            Row(conversation, 1, "k1", "{\"content\":\"你好 👋 \\u0000 ' \\\\ \t\"}"),
            Row(conversation, 2) with { Kind = MessageKind.Alert },
            Row(conversation, 3, "ключ-3", new string('x', 65_536)) with { BurnAfterReading = true },
        ];

        await Log.AppendAsync(Batch(rows));

        Assert.Equal(rows, await ForwardAsync(conversation));
    }

    [Fact]
    public async Task How_the_senders_protocol_said_it_comes_back_where_it_is_asked_for()
    {
        var conversation = NewConversation();
        ChatMessage[] rows =
        [
            Row(conversation, 1),
            Row(conversation, 2, "k2", sender: 5) with { Wording = Wording.Of("Im", "Link", "你好 👋 ' \n\t") },
            Row(conversation, 3),
            Row(conversation, 4) with { Wording = new string('x', 65_536) },
            Row(conversation, 5),
        ];

        await Log.AppendAsync(Batch(rows));

        Assert.Equal(rows, await ForwardAsync(conversation));
        Assert.Equal(rows, (await Log.OpenAsync(conversation, CancellationToken.None)).Recent.AsEnumerable());
        Assert.Equal(rows[1], await Log.FindAsync(conversation, 5, "k2", CancellationToken.None));
        Assert.Equal(rows[3], await Log.FindAsync(conversation, rows[3].MessageId, CancellationToken.None));
        var retry = await Log.AppendAsync(Batch(Row(conversation, 6, "k2", sender: 5)));
        Assert.Equal([rows[1]], retry.Existing.AsEnumerable());
    }

    [Fact]
    public async Task A_retry_is_answered_with_the_row_stored_first_and_writes_nothing()
    {
        var conversation = NewConversation();
        var first = Row(conversation, 1, "key", "{\"content\":\"first\"}");
        await Log.AppendAsync(Batch(first));

        var retry = await Log.AppendAsync(Batch(Row(conversation, 2, "key", "{\"content\":\"other\"}")));

        Assert.Equal(AppendResult.Duplicate, retry.Result);
        Assert.Equal([first], retry.Existing.AsEnumerable());
        Assert.Equal([first], await ForwardAsync(conversation));
    }

    [Fact]
    public async Task One_known_key_in_a_batch_keeps_all_of_its_rows_out_and_leaves_no_gap()
    {
        var conversation = NewConversation();
        var first = Row(conversation, 1, "known");
        await Log.AppendAsync(Batch(first));

        var mixed = await Log.AppendAsync(Batch(
            Row(conversation, 2, "new-1"), Row(conversation, 3, "known"), Row(conversation, 4, "new-2")));
        var next = await Log.AppendAsync(Batch(Row(conversation, 2, "new-1"), Row(conversation, 3, "new-2")));

        Assert.Equal(AppendResult.Duplicate, mixed.Result);
        Assert.Equal([first], mixed.Existing.AsEnumerable());
        Assert.Equal(AppendResult.Committed, next.Result);
        Assert.Equal([1, 2, 3], (await ForwardAsync(conversation)).Select(row => row.Seq));
    }

    [Fact]
    public async Task The_same_key_of_another_sender_or_conversation_is_another_key()
    {
        var (one, other) = (NewConversation(), NewConversation());
        await Log.AppendAsync(Batch(Row(one, 1, "key", sender: 0)));

        var otherSender = await Log.AppendAsync(Batch(Row(one, 2, "key", sender: 9)));
        var otherConversation = await Log.AppendAsync(Batch(Row(other, 1, "key", sender: 0)));

        Assert.Equal(AppendResult.Committed, otherSender.Result);
        Assert.Equal(AppendResult.Committed, otherConversation.Result);
    }

    [Theory]
    [InlineData(1)] // taken
    [InlineData(2)] // taken, the newest
    [InlineData(4)] // would leave a gap
    public async Task A_place_that_is_not_the_next_one_is_a_conflict_and_writes_nothing(long seq)
    {
        var conversation = NewConversation();
        await Log.AppendAsync(Batch(Row(conversation, 1), Row(conversation, 2)));

        var stale = await Log.AppendAsync(Batch(Row(conversation, seq)));

        Assert.Equal(AppendResult.Conflict, stale.Result);
        Assert.Equal(2, (await Log.OpenAsync(conversation, CancellationToken.None)).LastSeq);
    }

    [Fact]
    public async Task A_message_id_is_given_to_one_row_in_the_system()
    {
        var (one, other) = (NewConversation(), NewConversation());
        var row = Row(one, 1);
        await Log.AppendAsync(Batch(row));

        var stolen = await Log.AppendAsync(Batch(Row(other, 1) with { MessageId = row.MessageId }));

        Assert.Equal(AppendResult.Duplicate, stolen.Result);
        Assert.Equal([row], stolen.Existing.AsEnumerable());
        Assert.Equal(0, (await Log.OpenAsync(other, CancellationToken.None)).LastSeq);
    }

    [Theory]
    [InlineData(0x0000, 0x0020)] // NUL
    [InlineData(0xD83D, 0x0020)] // the first half of a pair alone
    [InlineData(0x0020, 0xDC4B)] // the second half alone
    [InlineData(0xDC4B, 0xD83D)] // both, the wrong way round
    public async Task Text_that_cannot_be_stored_is_refused_before_it_meets_others(int first, int second)
    {
        var (bad, good) = (NewConversation(), NewConversation());
        var text = new string([(char)first, (char)second]);

        var body = Log.AppendAsync(Batch(Row(bad, 1, null, text)));
        var key = Log.AppendAsync(Batch(Row(bad, 1, text)));
        var wording = Log.AppendAsync(Batch(Row(bad, 1) with { Wording = text }));
        var stored = Log.AppendAsync(Batch(Row(good, 1)));

        await Assert.ThrowsAsync<ArgumentException>(() => body);
        await Assert.ThrowsAsync<ArgumentException>(() => key);
        await Assert.ThrowsAsync<ArgumentException>(() => wording);
        Assert.Equal(AppendResult.Committed, (await stored).Result);
        Assert.Equal(0, (await Log.OpenAsync(bad, CancellationToken.None)).LastSeq);
    }

    [Fact]
    public async Task Many_conversations_written_at_once_each_keep_their_order()
    {
        var conversations = Enumerable.Range(0, 40).Select(_ => NewConversation()).ToArray();

        await Task.WhenAll(conversations.Select(async conversation =>
        {
            for (var seq = 1; seq <= 20; seq += 2)
            {
                var outcome = await Log.AppendAsync(Batch(
                    Row(conversation, seq, $"k{seq}"), Row(conversation, seq + 1, $"k{seq + 1}")));
                Assert.Equal(AppendResult.Committed, outcome.Result);
            }
        }));

        foreach (var conversation in conversations)
        {
            var rows = await ForwardAsync(conversation);
            Assert.Equal(Enumerable.Range(1, 20).Select(seq => (long)seq), rows.Select(row => row.Seq));
            Assert.True(rows.Zip(rows.Skip(1)).All(pair => pair.First.MessageId < pair.Second.MessageId));
        }
    }

    [Fact]
    public async Task Of_two_activations_that_write_one_place_exactly_one_is_taken()
    {
        var conversation = NewConversation();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(number =>
            Log.AppendAsync(Batch(Row(conversation, 1, $"k{number}"), Row(conversation, 2)))));

        Assert.Single(outcomes, outcome => outcome.Result is AppendResult.Committed);
        Assert.Equal(15, outcomes.Count(outcome => outcome.Result is AppendResult.Conflict));
        Assert.Equal(2, (await ForwardAsync(conversation)).Length);
    }

    [Fact]
    public async Task The_head_has_the_newest_64_rows_in_order()
    {
        var conversation = NewConversation();
        var rows = Enumerable.Range(1, 70).Select(seq => Row(conversation, seq)).ToArray();
        await Log.AppendAsync(Batch(rows));

        var head = await Log.OpenAsync(conversation, CancellationToken.None);

        Assert.Equal((70, rows[69].MessageId, rows[69].SentAtUnixMs), (head.LastSeq, head.LastMessageId, head.LastSentAtUnixMs));
        Assert.Equal(rows[6..], head.Recent.AsEnumerable());
    }

    [Fact]
    public async Task Reading_forward_keeps_to_its_range_and_limit()
    {
        var conversation = NewConversation();
        await Log.AppendAsync(Batch([.. Enumerable.Range(1, 10).Select(seq => Row(conversation, seq))]));

        var range = await Log.ReadForwardAsync(conversation, 3, 6, 100, CancellationToken.None);
        var limited = await Log.ReadForwardAsync(conversation, 3, 6, 2, CancellationToken.None);

        Assert.Equal([3, 4, 5, 6], range.Select(row => row.Seq));
        Assert.Equal([3, 4], limited.Select(row => row.Seq));
    }

    [Fact]
    public async Task Reading_back_starts_at_any_message_id_and_leaves_hidden_rows_out()
    {
        var conversation = NewConversation();
        var rows = Enumerable.Range(1, 9).Select(seq => Row(conversation, seq)
            with
        { Kind = seq % 3 == 0 ? MessageKind.Membership : MessageKind.Text }).ToArray();
        await Log.AppendAsync(Batch(rows));

        async Task<string> BackAsync(long? from, long minSeq = 1, int limit = 100) => string.Join(' ', (await Log.ReadBackAsync(
            conversation, from, minSeq, limit, CancellationToken.None)).Select(row => row.Seq));

        Assert.Equal("8 7 5 4 2 1", await BackAsync(null));
        Assert.Equal("8 7 5", await BackAsync(null, limit: 3));
        Assert.Equal("5 4", await BackAsync(rows[4].MessageId, minSeq: 3));
        Assert.Equal("5 4 2 1", await BackAsync(rows[4].MessageId + 1));
        Assert.Equal("4 2 1", await BackAsync(rows[4].MessageId - 1));
        Assert.Equal("8 7 5 4 2 1", await BackAsync(long.MaxValue));
        Assert.Empty(await BackAsync(rows[0].MessageId - 1));
        Assert.Empty(await BackAsync(0));
    }

    [Fact]
    public async Task Files_and_pictures_are_found_by_kind_sender_and_name()
    {
        var conversation = NewConversation();
        var rows = new[]
        {
            Row(conversation, 1, body: "{\"name\":\"Report.PDF\"}") with { Kind = MessageKind.File, SenderId = 1 },
            Row(conversation, 2, body: "{\"name\":\"report\"}"),
            Row(conversation, 3, body: "{}") with { Kind = MessageKind.Image, SenderId = 2 },
            Row(conversation, 4, body: "{\"encryptedMsg\":\"x\"}") with { Kind = MessageKind.File, SenderId = 2 },
            Row(conversation, 5, body: "{}") with { Kind = MessageKind.Image, BurnAfterReading = true },
            Row(conversation, 6, body: "{}") with { Kind = MessageKind.Video, SenderId = 1 },
        };
        await Log.AppendAsync(Batch(rows));

        Assert.Equal("6 3", await FindAsync([MessageKind.Image, MessageKind.Video]));
        Assert.Equal("4 1", await FindAsync([MessageKind.File]));
        Assert.Equal("1", await FindAsync([MessageKind.File], text: "REPORT"));
        Assert.Empty(await FindAsync([MessageKind.File], text: "%"));
        Assert.Equal("4", await FindAsync([MessageKind.File], sender: 2));
        Assert.Equal("3", await FindAsync([MessageKind.Image, MessageKind.Video], from: rows[4].MessageId));
        Assert.Equal("6", await FindAsync([MessageKind.Image, MessageKind.Video], limit: 1));
        Assert.Equal("6", await FindAsync([MessageKind.Image, MessageKind.Video], minSeq: 4));

        async Task<string> FindAsync(
            MessageKind[] kinds, int sender = 0, string text = "", long? from = null, long minSeq = 1, int limit = 100) =>
            string.Join(' ', (await Log.FindBackAsync(
                conversation, new HistoryFilter([.. kinds], sender, text), from, minSeq, limit, CancellationToken.None))
                .Select(row => row.Seq));
    }

    [Fact]
    public async Task A_row_is_found_by_its_senders_key_and_by_nothing_else()
    {
        var conversation = NewConversation();
        var row = Row(conversation, 1, "key", sender: 5);
        await Log.AppendAsync(Batch(row));

        Assert.Equal(row, await Log.FindAsync(conversation, 5, "key", CancellationToken.None));
        Assert.Null(await Log.FindAsync(conversation, 6, "key", CancellationToken.None));
        Assert.Null(await Log.FindAsync(conversation, 5, "Key", CancellationToken.None));
        Assert.Null(await Log.FindAsync(conversation, 5, "\0", CancellationToken.None));
    }

    [Fact]
    public async Task Announcements_are_read_and_counted_apart()
    {
        var conversation = NewConversation();
        for (var seq = 1; seq <= 6; seq++)
        {
            var kind = seq % 2 == 0 ? MessageKind.Announcement : MessageKind.Text;
            await Log.AppendAsync(Batch(Row(conversation, seq) with { Kind = kind }));
        }

        var all = await Log.ReadAnnouncementsAsync(conversation, null, 1, 10, CancellationToken.None);
        var page = await Log.ReadAnnouncementsAsync(conversation, all[1].MessageId, 3, 10, CancellationToken.None);

        Assert.Equal([6, 4, 2], all.Select(row => row.Seq));
        Assert.Equal([4], page.Select(row => row.Seq));
        Assert.Single(await Log.ReadAnnouncementsAsync(conversation, null, 1, 1, CancellationToken.None));
        Assert.Equal(2, await Log.CountAnnouncementsAsync(conversation, 3, CancellationToken.None));
    }

    [Fact]
    public async Task A_row_is_found_by_its_message_id_in_its_own_conversation()
    {
        var (conversation, other) = (NewConversation(), NewConversation());
        var row = Row(conversation, 1, "key", sender: 5);
        await Log.AppendAsync(Batch(row));

        Assert.Equal(row, await Log.FindAsync(conversation, row.MessageId, CancellationToken.None));
        Assert.Null(await Log.FindAsync(other, row.MessageId, CancellationToken.None));
        Assert.Null(await Log.FindAsync(conversation, row.MessageId + 1, CancellationToken.None));
    }

    [Fact]
    public async Task A_recalled_row_keeps_its_place_and_key_and_loses_its_body()
    {
        var conversation = NewConversation();
        var row = Row(conversation, 2, "key", "{\"content\":\"secret\"}") with { Wording = "Im Text\nsecret" };
        await Log.AppendAsync(Batch(Row(conversation, 1), row));

        await Log.AppendAsync(Batch(Row(conversation, 3)) with { Recalls = [row.MessageId] });

        var recalled = row with { Body = "", Wording = null };
        Assert.True(recalled.IsRecalled);
        Assert.Equal(recalled, (await ForwardAsync(conversation))[1]);
        Assert.Equal(recalled, await Log.FindAsync(conversation, row.MessageId, CancellationToken.None));
        Assert.Equal(recalled, await Log.FindAsync(conversation, 0, "key", CancellationToken.None));
        Assert.Equal(recalled, (await Log.OpenAsync(conversation, CancellationToken.None)).Recent[1]);
        var retry = await Log.AppendAsync(Batch(Row(conversation, 4, "key")));
        Assert.Equal([recalled], retry.Existing.AsEnumerable());
    }

    [Fact]
    public async Task Reading_back_leaves_recalled_rows_out_and_may_begin_at_one()
    {
        var conversation = NewConversation();
        var rows = Enumerable.Range(1, 4).Select(seq => Row(conversation, seq)).ToArray();
        await Log.AppendAsync(Batch(rows));
        await Log.AppendAsync(Batch(Row(conversation, 5)) with { Recalls = [rows[0].MessageId, rows[2].MessageId] });

        async Task<string> BackAsync(long? from, int limit) => string.Join(' ', (await Log.ReadBackAsync(
            conversation, from, 1, limit, CancellationToken.None)).Select(row => row.Seq));

        Assert.Equal("5 4 2", await BackAsync(null, 100));
        Assert.Equal("5 4 2", await BackAsync(null, 3));
        Assert.Equal("2", await BackAsync(rows[2].MessageId, 100));
        Assert.Empty(await BackAsync(rows[0].MessageId, 100));
    }

    [Fact]
    public async Task A_refused_batch_and_one_of_another_conversation_recall_nothing()
    {
        var (conversation, other) = (NewConversation(), NewConversation());
        var row = Row(conversation, 1, "key");
        await Log.AppendAsync(Batch(row));

        var duplicate = await Log.AppendAsync(Batch(Row(conversation, 2, "key")) with { Recalls = [row.MessageId] });
        var conflict = await Log.AppendAsync(Batch(Row(conversation, 1)) with { Recalls = [row.MessageId] });
        await Log.AppendAsync(Batch(Row(other, 1)) with { Recalls = [row.MessageId] });

        Assert.Equal((AppendResult.Duplicate, AppendResult.Conflict), (duplicate.Result, conflict.Result));
        Assert.Equal([row], await ForwardAsync(conversation));
    }

    [Fact]
    public async Task A_batch_with_a_hole_or_without_rows_or_with_one_key_twice_is_a_callers_mistake()
    {
        var conversation = NewConversation();
        LogBatch[] batches =
        [
            Batch(Row(conversation, 1), Row(conversation, 3)),
            new LogBatch(conversation, [], []),
            Batch(Row(conversation, 1, "twice"), Row(conversation, 2, "twice")),
        ];

        foreach (var batch in batches)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(() => Log.AppendAsync(batch));
        }
    }
}
