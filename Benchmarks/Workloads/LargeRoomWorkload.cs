using OrleansChat.Benchmarks.Dialects;
using OrleansChat.Benchmarks.Load;
using OrleansChat.Benchmarks.Measuring;
using OrleansChat.Benchmarks.Server;
using OrleansChat.Benchmarks.Sockets;

namespace OrleansChat.Benchmarks.Workloads;

/// <summary>One room of which a few members are on line, so that what grows with the number of members shows: the
/// answers and the deliveries do not.</summary>
/// <param name="options">Times.</param>
/// <param name="members">Members of the room, more than twenty.</param>
internal sealed class LargeRoomWorkload(BenchOptions options, int members) : IWorkload
{
    private const int RoomChannel = 2;
    private static readonly Chat33Dialect Chat33 = new();
    private const int OnLine = 20;
    private const int Guests = 100;
    private const int KindsOfCalls = 5;

    private static readonly TimeSpan CallsLimit = TimeSpan.FromMinutes(10);

    public string Name => $"large-room {members}";

    public async Task<Outcome> RunAsync(ServerAddress server, CancellationToken cancellation)
    {
        using var setup = new ChatSetup(server);
        var users = await setup.CreateUsersAsync(members + Guests, cancellation);
        var ids = await setup.CreateRoomsAsync([users[..members]], cancellation);
        using var meter = new ServerMeter(server);
        using var load = new MessageLoad(Plan(users, ids[0]), server.Endpoints, cancellation);
        load.Connect();
        var message = await TalkAsync(load, meter, cancellation);
        var calls = new RoomCalls(setup, users[0], users[members..], ids[0], meter);
        var measuring = calls.MeasureAsync(TimeSpan.FromSeconds((double)options.Seconds / KindsOfCalls), cancellation);
        load.Serve(measuring, CallsLimit);
        return new Outcome(
            Name,
            [.. message.Figures, .. (await measuring).SelectMany(cost => cost.Figures)],
            load.Verdict.ToString(),
            load.Verdict.Examples,
            load.Verdict.Passed);
    }

    /// <summary>A message takes until all on line have seen it.</summary>
    private async Task<CallCost> TalkAsync(MessageLoad load, ServerMeter meter, CancellationToken cancellation)
    {
        load.WarmUp(TimeSpan.FromSeconds(options.Warmup));
        var before = meter.ReadAsync(cancellation);
        load.Measure(TimeSpan.FromSeconds(options.Seconds));
        var after = meter.ReadAsync(cancellation);
        load.Finish();
        var cost = new CallCost("message", load.Completions);
        cost.Add(new Consumption(await before, await after));
        return cost;
    }

    /// <summary>The owner talks; the others on line are those who came last.</summary>
    private LoadPlan Plan(ChatUser[] users, string roomId)
    {
        var run = RunName.Create();
        ChatUser[] onLine = [users[0], .. users[(members - OnLine + 1)..members]];
        LoadSocket[] sockets = [.. onLine.Select((user, slot) => Chat33.Socket(user, 0, slot))];
        var lane = new Lane(0, sockets[0], new LaneSeed(Chat33, run, RoomChannel, roomId, users[0].Id, onLine.Length));
        return new LoadPlan(Chat33, run, sockets, [lane], [lane], Rate: 0);
    }
}
