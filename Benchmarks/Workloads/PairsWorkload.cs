using OrleansChat.Benchmarks.Dialects;
using OrleansChat.Benchmarks.Load;
using OrleansChat.Benchmarks.Measuring;
using OrleansChat.Benchmarks.Server;
using OrleansChat.Benchmarks.Sockets;

namespace OrleansChat.Benchmarks.Workloads;

/// <summary>Friends who talk in pairs.</summary>
internal sealed class PairsWorkload(BenchOptions options, Dialect dialect) : IWorkload
{
    private const int FriendChannel = 3;

    public string Name => options.Rate > 0
        ? $"{Kind} {options.Pairs} at {options.Rate}/s"
        : $"{Kind} {options.Pairs}";

    private string Kind => dialect is Chat33Dialect ? "pairs" : dialect.Name;

    public async Task<Outcome> RunAsync(ServerAddress server, CancellationToken cancellation)
    {
        using var setup = new ChatSetup(server);
        var users = await setup.CreateUsersAsync(options.Pairs * 2, cancellation);
        var pairs = users.Chunk(2).Select(pair => (pair[0], pair[1])).ToArray();
        await setup.BefriendAsync(pairs, cancellation);
        return await MessagingRun.RunAsync(Name, Plan(pairs), server, options, cancellation);
    }

    private LoadPlan Plan((ChatUser One, ChatUser Other)[] pairs)
    {
        var run = RunName.Create();
        var sockets = new List<LoadSocket>();
        var lanes = new List<Lane>();
        var first = new List<Lane>();
        for (var pair = 0; pair < pairs.Length; pair++)
        {
            var (one, other) = pairs[pair];
            var left = dialect.Socket(one, pair, slot: 0);
            var right = dialect.Socket(other, pair, slot: 1);
            sockets.AddRange([left, right]);
            for (var i = 0; i < options.Inflight; i++)
            {
                var there = new Lane(lanes.Count, left, new LaneSeed(dialect, run, FriendChannel, other.Id, one.Id, 2));
                var back = new Lane(lanes.Count + 1, right, new LaneSeed(dialect, run, FriendChannel, one.Id, other.Id, 2));
                there.Successor = back;
                back.Successor = there;
                lanes.AddRange([there, back]);
                first.Add(there);
            }
        }

        return new LoadPlan(dialect, run, sockets, lanes, first, options.Rate);
    }
}
