using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NpgsqlTypes;
using OrleansChat.Conversations;
using OrleansChat.Receipts;
using OrleansChat.Silo.Storage;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class ReceiptStoreTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    private static readonly UndeliveredQuery All = new(true, true, false, 1_000);
    private static int _users;

    private readonly IReceiptStore _store = database.Get<IReceiptStore>();
    private readonly int _user = Interlocked.Add(ref _users, 10);
    private long _ids = Interlocked.Add(ref _users, 10) * 1_000_000L;

    private int Peer => _user + 1;

    private string Key => ConversationKey.Direct(_user, Peer);

    [Fact]
    public async Task Offline_messages_wait_in_order_until_they_are_confirmed()
    {
        var ids = await SayAsync(1_000, _ => Peer);

        Assert.Equal(ids, await WaitingAsync(_user));
        Assert.Equal(ids, await WaitingAsync(_user));
        var confirmed = await _store.LocateAsync(_user, [.. ids.Take(500)], CancellationToken.None);
        await _store.SaveAsync(_user, confirmed, CancellationToken.None);

        Assert.Equal(ids.Skip(500), await WaitingAsync(_user));
        Assert.Empty(await _store.LocateAsync(_user + 2, [.. ids], CancellationToken.None)); // somebody else's
        Assert.Equal(new UndeliveredCount(500, 0), await _store.CountAsync(_user, CancellationToken.None));
    }

    [Fact]
    public async Task What_is_confirmed_between_own_words_is_one_stretch()
    {
        var ids = await SayAsync(400, place => place % 2 == 0 ? _user : Peer);

        foreach (var some in ids.Chunk(50))
        {
            await _store.SaveAsync(
                _user, await _store.LocateAsync(_user, [.. some], CancellationToken.None), CancellationToken.None);
        }

        Assert.Empty(await WaitingAsync(_user));
        Assert.Equal((399, 0, 0), await StoredAsync());
    }

    [Fact]
    public async Task Gaps_that_hold_nothing_of_others_are_closed_before_there_are_many()
    {
        await SayAsync(400, place => place % 2 == 0 ? _user : Peer);

        for (var place = 399; place > 0; place -= 2) // as a node tells it that saw only these
        {
            var stage = place > 200 ? DeliveryStage.Handed : DeliveryStage.Confirmed;
            await _store.SaveAsync(_user, [new Receipt(Key, place - 1, place, stage)], CancellationToken.None);
        }

        var (_, ahead, handed) = await StoredAsync();
        Assert.InRange(ahead, 0, 32);
        Assert.InRange(handed, 1, 32);
        Assert.Equal(100, (await WaitingAsync(_user)).Length);
        Assert.Equal(new UndeliveredCount(0, 100), await _store.CountAsync(_user, CancellationToken.None));
    }

    [Fact]
    public async Task Of_too_many_stretches_the_oldest_are_forgotten_and_come_again()
    {
        var ids = await SayAsync(2_300, _ => Peer);
        ImmutableArray<Receipt> alternate =
            [.. Enumerable.Range(1, 1_150).Select(i => new Receipt(Key, (2 * i) - 1, 2 * i, DeliveryStage.Confirmed))];

        await _store.SaveAsync(_user, alternate[..600], CancellationToken.None);
        await _store.SaveAsync(_user, alternate[600..], CancellationToken.None);

        Assert.Equal((0, 1_000, 0), await StoredAsync());
        Assert.Equal(ids.Take(300), (await WaitingAsync(_user)).Take(300)); // 150 of them were confirmed once
        Assert.Equal(new UndeliveredCount(1_300, 0), await _store.CountAsync(_user, CancellationToken.None));
        await _store.SaveAsync(
            _user, [.. alternate.Select(one => one with { Stage = DeliveryStage.Handed })], CancellationToken.None);
        Assert.Equal(new UndeliveredCount(1_150, 150), await _store.CountAsync(_user, CancellationToken.None));
    }

    [Fact]
    public async Task Nothing_passes_the_end_of_its_conversation()
    {
        await SayAsync(3, _ => Peer);

        await _store.SaveAsync(
            _user,
            [
                new Receipt(Key, 1, long.MaxValue, DeliveryStage.Confirmed), new Receipt(Key, long.MinValue, 1, DeliveryStage.Handed),
                new Receipt(Key, 5, 9, DeliveryStage.Confirmed), new Receipt("r:0", 0, 5, DeliveryStage.Confirmed),
            ],
            CancellationToken.None);
        var ids = await SayAsync(2, _ => Peer);

        Assert.Equal(ids, (await WaitingAsync(_user)).TakeLast(2));
        Assert.Equal(3, (await WaitingAsync(_user)).Length);
        Assert.Equal(
            [DeliveryStage.Confirmed, DeliveryStage.Handed, DeliveryStage.Stored],
            (await _store.StagesAsync(_user, Key, [3, 1, 4], CancellationToken.None)).AsEnumerable());
        Assert.Empty(await database.Get<LogVerifier>().VerifyAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Nodes_that_report_at_once_lose_nothing_of_each_other()
    {
        await SayAsync(200, _ => Peer);
        await using var other = new PostgresReceiptStore(
            database.Source, new ChatStorageOptions(), TimeProvider.System,
            NullLogger<PostgresReceiptStore>.Instance);

        await Task.WhenAll(Enumerable.Range(1, 200).Select(place => (place % 2 == 0 ? _store : other).SaveAsync(
            _user, [new Receipt(Key, place - 1, place, DeliveryStage.Confirmed)], CancellationToken.None)));

        Assert.Empty(await WaitingAsync(_user));
        Assert.Equal((200, 0, 0), await StoredAsync());
    }

    [Fact]
    public async Task Words_to_oneself_wait_and_come_with_their_wording()
    {
        var self = ConversationKey.Direct(_user, _user);
        await AppendAsync(self, 1, 0, new MemberChange(_user, 1, MemberChangeKind.Join, 0, "", 5));
        var id = await AppendAsync(self, 2, _user);

        var one = Assert.Single(await _store.ListAsync(_user, All, CancellationToken.None));
        var located = await _store.LocateAsync(_user, [id], CancellationToken.None);

        Assert.Equal((id, "im Text\nhello"), (one.Message.MessageId, one.Message.Wording));
        Assert.Equal([new Receipt(self, 0, 2, DeliveryStage.Confirmed)], located.AsEnumerable());
    }

    [Fact]
    public async Task Stretches_are_joined_and_cut_as_sets_of_places_are()
    {
        var random = new Random(7);
        for (var round = 0; round < 400; round++)
        {
            var (some, others) = (Stretches(random), Stretches(random));
            var joined = await ComputeAsync("SELECT join_stretches($1)", some);
            var cut = await ComputeAsync("SELECT cut_stretches(join_stretches($1), $2)", some, others);

            Assert.Equal(InOrder(Places(some)), joined);
            Assert.Equal(InOrder(Places(some).Except(Places(others))), cut);
        }
    }

    [Fact]
    public async Task A_gap_is_not_closed_where_messages_may_be_that_are_not_seen_yet()
    {
        await SayAsync(5, place => place == 3 ? _user : Peer);

        var closed = await ComputeAsync(
            string.Create(CultureInfo.InvariantCulture, $"SELECT close_gaps({_user}, '{Key}', $1)"),
            [[new(1, true, 3, false), new(4, true, 6, false), new(7, true, 9, false)]]);

        Assert.Equal([(1L, 6L), (7L, 9L)], closed);
    }

    private static NpgsqlRange<long>[] Stretches(Random random) =>
        [.. Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(1, 30))
            .Select(from => new NpgsqlRange<long>(from, true, from + random.Next(1, 8), false))];

    private static IEnumerable<long> Places(NpgsqlRange<long>[] stretches) =>
        stretches.SelectMany(one => Enumerable.Range((int)one.LowerBound, (int)(one.UpperBound - one.LowerBound)))
            .Select(place => (long)place).Distinct();

    /// <returns>The fewest stretches that have these places, each with the place after it.</returns>
    private static List<(long First, long After)> InOrder(IEnumerable<long> places)
    {
        List<(long First, long After)> stretches = [];
        foreach (var place in places.Order())
        {
            if (stretches.Count > 0 && stretches[^1].After == place)
            {
                stretches[^1] = (stretches[^1].First, place + 1);
            }
            else
            {
                stretches.Add((place, place + 1));
            }
        }

        return stretches;
    }

    private async Task<List<(long First, long After)>> ComputeAsync(string sql, params NpgsqlRange<long>[][] stretches)
    {
        await using var command = database.Source.CreateCommand(sql);
        foreach (var one in stretches)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = one, DataTypeName = "int8range[]" });
        }

        return await command.ExecuteScalarAsync() is NpgsqlRange<long>[] result
            ? [.. result.Select(one => (one.LowerBound, one.UpperBound))] : [];
    }

    private async Task<long[]> WaitingAsync(int user) =>
        [.. (await _store.ListAsync(user, All, CancellationToken.None)).Select(one => one.Message.MessageId)];

    /// <summary>Rows after those that are there; the two of the pair join with the first.</summary>
    private async Task<long[]> SayAsync(int count, Func<long, int> sender)
    {
        var head = await database.Log.OpenAsync(Key, CancellationToken.None);
        ImmutableArray<ChatMessage> rows =
            [.. Enumerable.Range(1, count).Select(i => Row(Key, head.LastSeq + i, sender(head.LastSeq + i)))];
        ImmutableArray<MemberChange> joins = head.LastSeq > 0 ? [] :
        [
            new MemberChange(_user, 1, MemberChangeKind.Join, 1, "", 5), new MemberChange(Peer, 1, MemberChangeKind.Join, 1, "", 5),
        ];
        var outcome = await database.Log.AppendAsync(new LogBatch(Key, rows, joins));
        Assert.Equal(AppendResult.Committed, outcome.Result);
        return [.. rows.Select(row => row.MessageId)];
    }

    private async Task<long> AppendAsync(string key, long seq, int sender, params MemberChange[] changes)
    {
        var row = Row(key, seq, sender) with { Kind = sender == 0 ? MessageKind.Membership : MessageKind.Text };
        var outcome = await database.Log.AppendAsync(new LogBatch(key, [row], [.. changes]));
        Assert.Equal(AppendResult.Committed, outcome.Result);
        return row.MessageId;
    }

    private ChatMessage Row(string key, long seq, int sender) =>
        new(key, seq, ++_ids, sender, null, MessageKind.Text, "{}", false, seq, null, "im Text\nhello");

    /// <returns>The contiguous place, and how many stretches are confirmed ahead of it and handed.</returns>
    private async Task<(long Acked, int Ahead, int Handed)> StoredAsync()
    {
        await using var command = database.Source.CreateCommand(
            """
            SELECT acked_seq, (SELECT count(*) FROM unnest(ahead))::integer, (SELECT count(*) FROM unnest(handed))::integer
            FROM device_cursor WHERE user_id = $1 AND device_id = '+' AND conv_id = $2
            """).With(_user).With(Key);
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        return (reader.GetInt64(0), reader.GetInt32(1), reader.GetInt32(2));
    }
}
