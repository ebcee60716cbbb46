using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Im;

/// <summary>Lost connections, lost and forged confirmations, two devices: everything comes at least once, under one id,
/// and what waits is exactly what nobody confirmed.</summary>
[Collection(nameof(ImTests))]
public sealed class ImRandomTests(ImHost server)
{
    private const int Steps = 400;
    private const long FirstId = 4_000_000_000_000;

    private readonly Dictionary<long, (int From, int To, string Content)> _sent = [];
    private readonly HashSet<(int User, long Id)> _seen = [];
    private readonly HashSet<(int User, long Id)> _confirmed = [];
    private readonly HashSet<(int User, long Id)> _perhapsConfirmed = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Everything_comes_at_least_once_and_waits_until_it_is_confirmed(int seed)
    {
        var random = new Random(seed);
        SpecUser[] users = [await server.UserAsync("Anna"), await server.UserAsync("Bert")];
        var devices = new WireSocket?[4]; // two of each
        for (var step = 0; step < Steps; step++)
        {
            var device = random.Next(devices.Length);
            var user = users[device / 2];
            switch (random.Next(10))
            {
                case 0 when devices[device] is { } wire:
                    wire.Drop();
                    await wire.DisposeAsync();
                    devices[device] = null;
                    break;
                case < 4 when devices[device] is null:
                    devices[device] = await server.ConnectAsync(user);
                    break;
                case < 7 when devices[device] is { } wire:
                    await SayAsync(wire, user, users[1 - (device / 2)], random, seed);
                    break;
                case 7 when devices[device] is { } wire:
                    await wire.SendAsync(ImWire.Confirm(Some(random, id => _sent[id].From == user.UserId))); // forged
                    break;
                case 8 when devices[device] is { } wire && Some(random, id => IsOf(user, id)) is > 0 and var id:
                    await wire.SendAsync(ImWire.Confirm(id));
                    _perhapsConfirmed.Add((user.UserId, id));
                    wire.Drop(); // it may be lost
                    await wire.DisposeAsync();
                    devices[device] = null;
                    break;
                case 9 when devices[device] is { } wire && Some(random, id => IsOf(user, id)) is > 0 and var id:
                    await wire.SendAsync(ImWire.Confirm(id));
                    await ImAuthTests.SpeaksAsync(wire, user.UserId); // it was read
                    _confirmed.Add((user.UserId, id));
                    break;
                default:
                    break;
            }
        }

        await SettleAsync(users, devices, seed);
    }

    private async Task SayAsync(WireSocket wire, SpecUser from, SpecUser to, Random random, int seed)
    {
        var id = FirstId + (seed * 1_000_000) + _sent.Count;
        if (random.Next(5) == 0 && Some(random, one => _sent[one].From == from.UserId) is > 0 and var old)
        {
            id = old; // its ack was lost: the same again
        }

        var content = $"s{seed}-{id}";
        _sent[id] = (from.UserId, to.UserId, content);
        await wire.SendAsync(ImWire.Say(id, from.UserId, to.UserId, content));
        await wire.ExpectAsync("the ack", one => ImWire.Acknowledges(one, id));
    }

    private async Task SettleAsync(SpecUser[] users, WireSocket?[] devices, int seed)
    {
        for (var i = 0; i < devices.Length; i++)
        {
            if (devices[i] is { } wire)
            {
                await ImAuthTests.SpeaksAsync(wire, users[i / 2].UserId);
                Note(users[i / 2], wire.Seen.Select(text => JsonDocument.Parse(text).RootElement));
                await wire.DisposeAsync();
            }
        }

        foreach (var user in users)
        {
            var mine = _sent.Where(one => one.Value.To == user.UserId).Select(one => one.Key).ToHashSet();
            foreach (var id in mine.Where(id => _confirmed.Contains((user.UserId, id))))
            {
                await server.ExpectStateAsync(user, id, "Client");
            }

            var waiting = await server.OfflineAsync(user);
            Note(user, waiting);
            var ids = waiting.Select(one => one.GetProperty("id").GetInt64()).Where(mine.Contains).ToHashSet();
            Assert.True(
                mine.All(id => ids.Contains(id) != _confirmed.Contains((user.UserId, id))
                    || _perhapsConfirmed.Contains((user.UserId, id))),
                $"seed {seed}: what waits is not what nobody confirmed");
            Assert.True(
                mine.All(id => _seen.Contains((user.UserId, id)) || _confirmed.Contains((user.UserId, id))
                    || _perhapsConfirmed.Contains((user.UserId, id))),
                $"seed {seed}: something never came");
        }
    }

    /// <summary>What came is what was sent, under its own id.</summary>
    private void Note(SpecUser user, IEnumerable<JsonElement> frames)
    {
        foreach (var frame in frames.Where(one => ImWire.Is(one, "Text")
            && one.GetProperty("fromUserId").GetInt32() != user.UserId))
        {
            var id = frame.GetProperty("id").GetInt64();
            Assert.Equal(
                (frame.GetProperty("fromUserId").GetInt32(), user.UserId, frame.GetProperty("content").GetString()),
                _sent[id]);
            _seen.Add((user.UserId, id));
        }
    }

    private bool IsOf(SpecUser user, long id) => _sent[id].To == user.UserId;

    /// <summary>One of the messages that were sent, or 0.</summary>
    private long Some(Random random, Func<long, bool> fits)
    {
        var ids = _sent.Keys.Where(fits).Order().ToArray();
        return ids.Length == 0 ? 0 : ids[random.Next(ids.Length)];
    }
}
