using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Inbox;
using OrleansChat.Receipts;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Receipts;

/// <summary>Random talk, and devices that are given some of it and confirm some of that, in any order, told to grains and
/// to a <see cref="ReceiptModel"/>, which are compared after each step.</summary>
internal sealed class ReceiptHistory
{
    private readonly int _seed;
    private readonly Random _random;
    private readonly RandomTalk _talk;
    private readonly ReceiptModel _model;
    private readonly List<(int User, ImmutableArray<Receipt> Receipts)> _late = []; // those of both devices, lost or doubled

    private TestCluster _cluster;

    public ReceiptHistory(int seed, IMessageLog log, TestCluster cluster)
    {
        _seed = seed;
        _random = new Random(seed);
        _talk = new RandomTalk(_random, log);
        _model = new ReceiptModel(_talk);
        _cluster = cluster;
    }

    public Dictionary<string, int> Done { get; } = [];

    /// <returns>The cluster that is alive at the end.</returns>
    public async Task<TestCluster> RunAsync(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            var user = _talk.One(RandomTalk.Users);
            var what = await StepAsync(user);
            Done[what] = Done.GetValueOrDefault(what) + 1;
            await CompareAsync(user, $"seed {_seed}, step {step}, {what}");
        }

        foreach (var user in RandomTalk.Users)
        {
            await CompareAsync(user, $"seed {_seed}, the end");
        }

        return _cluster;
    }

    private async Task<string> StepAsync(int user)
    {
        switch (_random.Next(100))
        {
            case < 55:
                return await _talk.StepAsync();
            case < 75:
                return await ReportAsync(user, Stretches(user), "report");
            case < 82 when _late.Count > 0:
                var (whose, receipts) = _talk.One(_late);
                return await ReportAsync(whose, receipts, "report again");
            case < 84:
                return await ReportAsync(user, [Forged()], "report, forged");
            case < 92:
                return await ConfirmAsync(user);
            case < 98:
                var key = _talk.One(RandomTalk.Keys);
                var seq = _random.Next(_talk.Rows(key).Count + 1);
                await Grain<IInboxGrain>(user).MarkReadAsync([new ReadPosition(key, seq)], CancellationToken.None);
                _model.Show(user, key, seq);
                return "shown";
            default:
                await using (_cluster)
                {
                    _cluster = await _cluster.CrashAsync();
                }

                return "crash";
        }
    }

    private async Task<string> ReportAsync(int user, ImmutableArray<Receipt> receipts, string what)
    {
        await Grain<IReceiptGrain>(user).ReportAsync(receipts, CancellationToken.None);
        foreach (var receipt in receipts)
        {
            _model.Report(user, receipt);
        }

        return what;
    }

    private async Task<string> ConfirmAsync(int user)
    {
        var key = _talk.One(RandomTalk.Keys);
        HashSet<long> ids = [5, long.MaxValue];
        for (var i = _random.Next(20); i > 0 && _talk.Rows(key).Count > 0; i--)
        {
            ids.Add(_talk.One(_talk.Rows(key)).MessageId);
        }

        var waiting = _model.Undelivered(user);
        for (var i = _random.Next(20); i > 0 && waiting.Count > 0; i--)
        {
            ids.Add(_talk.One(waiting).Message.MessageId);
        }

        var reply = await Grain<IReceiptGrain>(user).ConfirmAsync([.. ids], CancellationToken.None);
        Assert.Equal(_model.Confirm(user, ids), reply.Value);
        return "confirm";
    }

    /// <summary>What a node has to say after a while: of some conversations, what its devices were given and have
    /// confirmed.</summary>
    private ImmutableArray<Receipt> Stretches(int user)
    {
        var receipts = ImmutableArray.CreateBuilder<Receipt>();
        for (var i = _random.Next(1, 6); i > 0; i--)
        {
            var key = _talk.One(RandomTalk.Keys);
            if (_talk.Rows(key).Count > 0)
            {
                var after = _random.Next(_talk.Rows(key).Count);
                var seq = Math.Min(_talk.Rows(key).Count, after + _random.Next(1, 5));
                receipts.Add(new Receipt(
                    key, after, seq, _random.Next(2) == 0 ? DeliveryStage.Confirmed : DeliveryStage.Handed));
            }
        }

        _late.Add((user, receipts.ToImmutable()));
        return receipts.ToImmutable();
    }

    private Receipt Forged()
    {
        var key = _talk.One(RandomTalk.Keys);
        var last = _talk.Rows(key).Count;
        return _random.Next(6) switch
        {
            0 => new Receipt(key, last, last + 5, DeliveryStage.Confirmed),
            1 => new Receipt(key, Math.Max(0, last - 1), long.MaxValue, DeliveryStage.Handed),
            2 => new Receipt(key, last, 1, DeliveryStage.Confirmed),
            3 => new Receipt(key, long.MinValue, 1, DeliveryStage.Confirmed),
            4 => new Receipt("r:999", 0, 5, DeliveryStage.Confirmed),
            _ => new Receipt(key, 0, last, DeliveryStage.Stored),
        };
    }

    private async Task CompareAsync(int user, string when)
    {
        var grain = Grain<IReceiptGrain>(user);
        var expected = _model.Undelivered(user);
        var query = new UndeliveredQuery(true, true, false, 1_000);
        await SameAsync(grain, query, expected, when);
        await SameAsync(grain, query with { HandedOnly = true }, expected.Where(one => one.Stage is DeliveryStage.Handed), when);
        await SameAsync(grain, query with { Rooms = false, Limit = 3 }, expected.Where(one => IsDirect(one.Message)), when);
        await SameAsync(grain, query with { Direct = false, Limit = 7 }, expected.Where(one => !IsDirect(one.Message)), when);

        var handed = expected.Count(one => one.Stage is DeliveryStage.Handed);
        var count = await grain.CountAsync(CancellationToken.None);
        Assert.True(new UndeliveredCount(expected.Count - handed, handed) == count.Value, when);

        var key = _talk.One(RandomTalk.Keys);
        ImmutableArray<long> places = [.. _talk.Rows(key)
            .Where(row => ReceiptModel.IsOfOthers(user, row) && !row.IsRecalled).Select(row => row.Seq).Reverse()];
        var stages = await grain.StagesAsync(key, places, CancellationToken.None);
        Assert.True(places.Select(place => _model.Stage(user, key, place)).SequenceEqual(stages.Value), when);
    }

    private static async Task SameAsync(
        IReceiptGrain grain, UndeliveredQuery query, IEnumerable<Undelivered> expected, string when)
    {
        var reply = await grain.UndeliveredAsync(query, CancellationToken.None);
        Assert.Equal(ChatError.None, reply.Error);
        var wanted = expected.Take(query.Limit).ToArray();
        Assert.True(
            wanted.SequenceEqual(reply.Value.Select(one => one with { Message = one.Message with { Author = null } })),
            $"{when}: {query} is to be {string.Join(' ', wanted.Select(Short))} and is {string.Join(' ', reply.Value.Select(Short))}");
    }

    private static string Short(Undelivered one) => $"{one.Message.Conversation}#{one.Message.Seq}:{one.Stage}";

    private static bool IsDirect(ChatMessage message) => ConversationKey.IsDirect(message.Conversation);

    private T Grain<T>(int user)
        where T : IGrainWithIntegerKey =>
        _cluster.Grains.GetGrain<T>(user);
}
