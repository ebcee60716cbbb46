using OrleansChat.Conversations;
using OrleansChat.Inbox;
using OrleansChat.Silo.Storage;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class InboxStoreTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    private static int _users;

    private readonly IInboxStore _store = database.Get<IInboxStore>();
    private readonly int _user = Interlocked.Add(ref _users, 10);
    private long _ids = Interlocked.Add(ref _users, 10) * 1_000_000L;

    [Fact]
    public async Task A_position_never_moves_back_nor_past_the_end_of_its_conversation()
    {
        var room = ConversationKey.Room(_user);
        await AppendAsync(room, 1, MessageKind.Text, 0);
        await AppendAsync(room, 2, MessageKind.Text, 0);

        await _store.SaveAsync(_user, [new ReadPosition(room, 1)], CancellationToken.None);
        await _store.SaveAsync(_user, [new ReadPosition(room, 99), new ReadPosition("r:0", 1)], CancellationToken.None);
        await _store.SaveAsync(_user, [new ReadPosition(room, 1), new ReadPosition(room, -5)], CancellationToken.None);

        var stored = await _store.LoadAsync(_user, CancellationToken.None);
        Assert.Equal([new ReadPosition(room, 2)], stored.AsEnumerable());
    }

    [Fact]
    public async Task Unread_counts_visible_messages_of_others_after_the_position_and_the_joining()
    {
        var room = ConversationKey.Room(_user);
        var peer = _user + 1;
        await AppendAsync(room, 1, MessageKind.Text, 0); // before he joined
        await AppendAsync(room, 2, MessageKind.Membership, 0, new MemberChange(_user, 2, MemberChangeKind.Join, 1, "", 5));
        await AppendAsync(room, 3, MessageKind.Text, peer);
        await AppendAsync(room, 4, MessageKind.Text, _user); // his own
        await AppendAsync(room, 5, MessageKind.Text, peer);
        await AppendAsync(room, 6, MessageKind.Membership, 0); // hidden

        async Task<(long Count, long Last)> UnreadAsync(params ReadPosition[] positions)
        {
            var unread = await _store.UnreadAsync(_user, direct: false, [.. positions], CancellationToken.None);
            return unread.IsEmpty ? default : (unread.Single().Count, unread.Single().Last.Seq);
        }

        Assert.Equal((2, 5), await UnreadAsync());
        Assert.Equal((2, 5), await UnreadAsync(new ReadPosition(room, 1)));
        Assert.Equal((1, 5), await UnreadAsync(new ReadPosition(room, 3), new ReadPosition("r:other", 9)));
        Assert.Equal(default, await UnreadAsync(new ReadPosition(room, 5)));
        Assert.Empty(await _store.UnreadAsync(_user, direct: true, [], CancellationToken.None));
    }

    [Fact]
    public async Task Recalled_messages_are_not_unread_and_alerts_are()
    {
        var room = ConversationKey.Room(_user);
        await AppendAsync(room, 1, MessageKind.Membership, 0, new MemberChange(_user, 1, MemberChangeKind.Join, 1, "", 5));
        await AppendAsync(room, 2, MessageKind.Text, _user + 1);
        await AppendAsync(room, 3, MessageKind.Text, _user + 1);
        var last = (await database.Log.ReadForwardAsync(room, 3, 3, 1, CancellationToken.None))[0];
        var alert = last with { Seq = 4, MessageId = ++_ids, Kind = MessageKind.Alert };
        await database.Log.AppendAsync(new LogBatch(room, [alert], []) { Recalls = [last.MessageId] });

        var unread = await _store.UnreadAsync(_user, direct: false, [], CancellationToken.None);

        Assert.Equal((2, 4), (unread.Single().Count, unread.Single().Last.Seq));
        await database.Log.AppendAsync(
            new LogBatch(room, [alert with { Seq = 5, MessageId = ++_ids, SenderId = _user }], []) { Recalls = [alert.MessageId] });
        unread = await _store.UnreadAsync(_user, direct: false, [], CancellationToken.None);
        Assert.Equal((1, 5), (unread.Single().Count, unread.Single().Last.Seq));
    }

    [Fact]
    public async Task A_message_is_located_for_those_who_are_or_were_in_its_conversation()
    {
        var room = ConversationKey.Room(_user);
        await AppendAsync(
            room,
            1,
            MessageKind.Membership,
            0,
            new MemberChange(_user, 1, MemberChangeKind.Join, 1, "", 5),
            new MemberChange(_user + 1, 1, MemberChangeKind.Join, 1, "", 5));
        await AppendAsync(room, 2, MessageKind.Membership, 0, new MemberChange(_user, 2, MemberChangeKind.Leave, null, "", 5));
        var row = (await database.Log.ReadForwardAsync(room, 2, 2, 1, CancellationToken.None))[0];

        Assert.Equal(room, await _store.LocateAsync(_user, row.MessageId, CancellationToken.None));
        Assert.Equal(room, await _store.LocateAsync(_user + 1, row.MessageId, CancellationToken.None));
        Assert.Null(await _store.LocateAsync(_user + 2, row.MessageId, CancellationToken.None));
        Assert.Null(await _store.LocateAsync(_user, row.MessageId + 1, CancellationToken.None));
    }

    [Fact]
    public async Task The_list_has_what_he_is_in_or_what_changed_since()
    {
        var (left, stays) = (ConversationKey.Direct(_user, 800_000), ConversationKey.Direct(_user, 800_001));
        await AppendAsync(left, 1, MessageKind.Membership, 0, new MemberChange(_user, 1, MemberChangeKind.Join, 1, "old", 10));
        await AppendAsync(stays, 1, MessageKind.Membership, 0, new MemberChange(_user, 1, MemberChangeKind.Join, 1, "pal", 20));
        await AppendAsync(left, 2, MessageKind.Membership, 0, new MemberChange(_user, 2, MemberChangeKind.Leave, null, "", 30));

        var now = await _store.ListAsync(_user, direct: true, 0, CancellationToken.None);
        var since = await _store.ListAsync(_user, direct: true, 25, CancellationToken.None);
        var all = await _store.ListAsync(_user, direct: true, 1, CancellationToken.None);

        Assert.Equal([new ConversationView(stays, "pal", false, false, true, 20)], now.AsEnumerable());
        Assert.Equal([new ConversationView(left, "old", false, false, false, 30)], since.AsEnumerable());
        Assert.Equal([left, stays], all.Select(view => view.Conversation));
        Assert.Empty(await _store.ListAsync(_user, direct: false, 0, CancellationToken.None));
    }

    [Fact]
    public async Task Those_who_talk_without_being_friends_are_on_no_list_and_hide_no_friendship_that_ended()
    {
        var (former, stranger) = (ConversationKey.Direct(_user, 800_003), ConversationKey.Direct(_user, 800_004));
        await AppendAsync(former, 1, MessageKind.Membership, 0, new MemberChange(_user, 1, MemberChangeKind.Join, 1, "pal", 10));
        await AppendAsync(former, 2, MessageKind.Membership, 0, new MemberChange(_user, 1, MemberChangeKind.Leave, null, "", 20));
        await AppendAsync(former, 3, MessageKind.Text, 800_003, new MemberChange(_user, 3, MemberChangeKind.Join, 0, "", 30));
        await AppendAsync(stranger, 1, MessageKind.Text, 800_004, new MemberChange(_user, 1, MemberChangeKind.Join, 0, "", 40));
        await AppendAsync(stranger, 2, MessageKind.Text, 800_004);
        var missed = database.Get<IMissedMessages>();

        Assert.Empty(await _store.ListAsync(_user, direct: true, 0, CancellationToken.None));
        Assert.Equal(
            [new ConversationView(former, "pal", false, false, false, 20)],
            (await _store.ListAsync(_user, direct: true, 1, CancellationToken.None)).AsEnumerable());
        Assert.Empty(await _store.UnreadAsync(_user, direct: true, [], CancellationToken.None));
        Assert.Empty(await missed.ReadAsync(_user, [_ids - 2, _ids - 1, _ids], CancellationToken.None));
        var page = await missed.PageDirectAsync(_user, 0, 10, CancellationToken.None); // whatever became of it
        Assert.Equal([_ids - 2, _ids, _ids - 1], page.Select(message => message.MessageId));
        Assert.Equal([_ids], (await missed.PageDirectAsync(_user, 1, 1, CancellationToken.None)).Select(row => row.MessageId));
        Assert.Empty(await missed.PageDirectAsync(_user, 3, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Of_what_was_said_lately_the_first_and_the_last_place_are_known()
    {
        const long Since = 1_700_000_000_000;
        var (quiet, busy, over) = (Direct(1), Direct(2), Direct(3));
        await AppendAsync(quiet, 1, MessageKind.Membership, 0, Join());
        await AppendAtAsync(quiet, 2, Since - 1);
        await AppendAsync(over, 1, MessageKind.Membership, 0, Join());
        await AppendAsync(over, 2, MessageKind.Membership, 0, new MemberChange(_user, 2, MemberChangeKind.Leave, null, "", 30));
        await AppendAtAsync(over, 3, Since);
        await AppendAsync(busy, 1, MessageKind.Membership, 0, Join());
        for (var seq = 2; seq <= 40; seq++)
        {
            await AppendAtAsync(busy, seq, Since - 20 + seq); // place 20 is the first
        }

        var recent = await _store.RecentAsync(_user, Since, CancellationToken.None);

        Assert.Equal([new RecentConversation(busy, 20, 40)], recent.AsEnumerable());
        Assert.Empty(await _store.RecentAsync(_user + 1, Since, CancellationToken.None));

        string Direct(int peer) => ConversationKey.Direct(_user, 900_000 + peer);
        MemberChange Join() => new(_user, 1, MemberChangeKind.Join, 1, "", 10);
    }

    [Fact]
    public async Task What_was_said_lately_is_found_by_keys_alone()
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using (var off = connection.CreateCommand())
        {
            off.CommandText = "SET enable_seqscan = off"; // the tables of a test are small
            await off.ExecuteNonQueryAsync();
        }

        await using var explain = connection.CreateCommand();
        explain.CommandText = "EXPLAIN " + Sql.Named("recent_conversations")
            .Replace("$1", "1", StringComparison.Ordinal).Replace("$2", "'d:'", StringComparison.Ordinal)
            .Replace("$3", "'d;'", StringComparison.Ordinal).Replace("$4", "1", StringComparison.Ordinal);
        List<string> plan = [];
        await using var reader = await explain.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            plan.Add(reader.GetString(0));
        }

        var text = string.Join('\n', plan);
        Assert.Contains("member_open", text, StringComparison.Ordinal);
        Assert.Contains("conversation_pkey", text, StringComparison.Ordinal);
        Assert.Contains("message_place", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 3, new[] { 4L, 5, 6 })]
    [InlineData(false, 3, new[] { 3L, 4, 5 })]
    [InlineData(true, 100, new[] { 3L, 4, 5, 6 })]
    public async Task What_was_missed_is_between_two_times_and_since_he_came(bool keepsNewest, int limit, long[] expected)
    {
        var since = 1_600_000_000_000 + (_user * 1_000_000L); // ids begin with the time: others' are elsewhere
        var missed = database.Get<IMissedMessages>();
        var room = ConversationKey.Room(_user);
        var other = ConversationKey.Room(_user + 1);
        var ids = new Dictionary<long, long>();
        ids[1] = await AppendAtAsync(room, 1, since); // before he came
        await AppendAtAsync(room, 2, since, new MemberChange(_user, 2, MemberChangeKind.Join, 1, "", 5));
        for (var seq = 3; seq <= 6; seq++)
        {
            ids[seq] = await AppendAtAsync(room, seq, since + seq);
        }

        ids[7] = await AppendAtAsync(room, 7, since + 100); // after the time
        ids[8] = await AppendAtAsync(other, 1, since + 4); // he is not there
        await AppendAtAsync($"c:{_user}", 1, since + 4, new MemberChange(_user, 1, MemberChangeKind.Join, 1, "", 5));
        ids[9] = await AppendAtAsync($"c:{_user}", 2, since + 4); // a chat room
        var query = new MissedQuery(since + 1, since + 99, limit, keepsNewest);

        var found = await missed.ListAsync(_user, query, CancellationToken.None);
        var read = await missed.ReadAsync(_user, [.. ids.Values], CancellationToken.None);

        Assert.Equal(expected.Select(seq => ids[seq]), found);
        Assert.Equal([3L, 4, 5, 6, 7], read.Select(message => message.Seq));
        Assert.Empty(await missed.ListAsync(_user, query with { SinceUnixMs = long.MaxValue }, CancellationToken.None));
    }

    private async Task<long> AppendAtAsync(string conversation, long seq, long unixMs, params MemberChange[] changes)
    {
        var id = MessageIdLayout.FirstAt(unixMs) + (++_ids % 1_000_000);
        var kind = changes.Length == 0 ? MessageKind.Text : MessageKind.Membership;
        var row = new ChatMessage(conversation, seq, id, changes.Length == 0 ? 5 : 0, null, kind, "{}", false, unixMs, null);
        var outcome = await database.Log.AppendAsync(new LogBatch(conversation, [row], [.. changes]));
        Assert.Equal(AppendResult.Committed, outcome.Result);
        return id;
    }

    private async Task AppendAsync(
        string conversation, long seq, MessageKind kind, int sender, params MemberChange[] changes)
    {
        var row = new ChatMessage(conversation, seq, ++_ids, sender, null, kind, "{}", false, seq, null);
        var outcome = await database.Log.AppendAsync(new LogBatch(conversation, [row], [.. changes]));
        Assert.Equal(AppendResult.Committed, outcome.Result);
    }
}
