namespace OrleansChat.Tests.Protocols.Im;

/// <summary>Ten thousand steps of two users with two devices each against a model: lost connections, lost, late and forged
/// confirmations, second tries, resends. Everything comes at least once under its own id, and what waits is exactly
/// what nobody confirmed.</summary>
public sealed class ImHistoryTests
{
    private const int Steps = 10_000;
    private static readonly int[] Users = [7, 8];
    private readonly Dictionary<long, (int From, int To, string Content)> _sent = [];
    private readonly Dictionary<int, List<long>> _waiting = Users.ToDictionary(user => user, _ => new List<long>());
    private readonly HashSet<long> _seen = [];
    private readonly ImDevice?[] _devices = new ImDevice?[2 * Users.Length];
    private int _resent;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_waits_is_exactly_what_nobody_confirmed(int seed)
    {
        var random = new Random(seed);
        await using var stage = await ImStage.StartAsync(Users);
        for (var step = 0; step < Steps; step++)
        {
            await StepAsync(stage, random);
            await stage.DeliverAsync();
            if (step % 500 == 0)
            {
                await CheckAsync(stage, $"seed {seed}, step {step}");
            }
        }

        foreach (var device in _devices)
        {
            Note(device);
        }

        await CheckAsync(stage, $"seed {seed}, at the end");
        Assert.Empty(_sent.Keys.Except(_seen).Except(_waiting.Values.SelectMany(ids => ids)));
        Assert.True(_sent.Count > 1_000 && _resent > 100, $"{_sent.Count} sent, {_resent} resent");
    }

    private async Task StepAsync(ImStage stage, Random random)
    {
        var place = random.Next(_devices.Length);
        var user = Users[place / 2];
        if (_devices[place] is not { } device)
        {
            if (random.Next(4) == 0)
            {
                _devices[place] = await stage.OpenAsync(user);
            }

            return;
        }

        switch (random.Next(40))
        {
            case 0:
                Note(random.Next(2) == 0 ? device : null); // what it had not read is lost
                await stage.DropAsync(device);
                _devices[place] = null;
                break;
            case 1:
                await stage.ResendAsync();
                break;
            case < 10:
                await SayAsync(device, random);
                break;
            case < 13: // forged: his own, and what nobody said
                await device.SayAsync(ImWire.Confirm(
                    random.Next(2) == 0 ? random.Next() : Some(random, [.. _sent.Keys.Where(id => _sent[id].From == user)])));
                break;
            case < 18:
                Note(device);
                break;
            case < 26: // again, and again from the other device: confirmed before
                await device.SayAsync(ImWire.Confirm(
                    Some(random, [.. _sent.Keys.Where(id => _sent[id].To == user && !_waiting[user].Contains(id))])));
                break;
            default:
                await ConfirmAsync(device, Some(random, _waiting[user]));
                break;
        }
    }

    private async Task SayAsync(ImDevice device, Random random)
    {
        var to = Users.Single(user => user != device.UserId);
        var mine = random.Next(5) == 0 ? Some(random, [.. _sent.Keys.Where(id => _sent[id].From == device.UserId)]) : 0;
        var id = mine == 0 ? 1_000 + _sent.Count : mine; // its ack was lost: the same again
        Note(device);
        await device.SayAsync(ImWire.Say(id, device.UserId, to, $"words of {id}"));
        Assert.Contains(Note(device), ack => ack == id);
        if (mine == 0)
        {
            _sent[id] = (device.UserId, to, $"words of {id}");
            _waiting[to].Add(id);
        }
    }

    private async Task ConfirmAsync(ImDevice device, long id)
    {
        if (id != 0)
        {
            await device.SayAsync(ImWire.Confirm(id));
            _waiting[device.UserId].Remove(id);
            _seen.Add(id); // it was in his list
        }
    }

    private async Task CheckAsync(ImStage stage, string when)
    {
        foreach (var user in Users)
        {
            var waiting = await stage.WaitingAsync(user);
            Assert.True(
                waiting.Select(one => one.MessageId).SequenceEqual(_waiting[user].Take(1_000)),
                $"{when}: what waits for {user} is not what nobody confirmed");
            Assert.All(waiting, one => Assert.Contains(_sent[one.MessageId].Content, one.Body, StringComparison.Ordinal));
        }
    }

    /// <summary>Reads what came: what was sent, under its own id.</summary>
    /// <returns>What was acknowledged.</returns>
    private List<long> Note(ImDevice? device)
    {
        List<long> acknowledged = [];
        foreach (var frame in device?.Read() ?? [])
        {
            if (ImWire.Is(frame, "Ack"))
            {
                acknowledged.Add(ImWire.SourceOf(frame) ?? 0);
            }
            else if (ImWire.Is(frame, "Text"))
            {
                var id = frame.GetProperty("id").GetInt64();
                Assert.Equal(
                    (frame.GetProperty("fromUserId").GetInt32(), device!.UserId, frame.GetProperty("content").GetString()),
                    _sent[id]);
                _resent += _seen.Add(id) ? 0 : 1;
            }
        }

        return acknowledged;
    }

    private static long Some(Random random, List<long> ids) => ids.Count == 0 ? 0 : ids[random.Next(ids.Count)];
}
