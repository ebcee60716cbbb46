using OrleansChat.Benchmarks.Load;
using OrleansChat.Benchmarks.Measuring;
using OrleansChat.Benchmarks.Server;
using OrleansChat.Benchmarks.Sockets;

namespace OrleansChat.Benchmarks.Workloads;

/// <summary>Friends who talk in pairs.</summary>
internal sealed class PairsWorkload(BenchOptions options) : IWorkload
{
    private const int FriendChannel = 3;

    public string Name => options.Rate > 0
        ? $"pairs {options.Pairs} at {options.Rate}/s"
        : $"pairs {options.Pairs}";

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
            var left = new LoadSocket(one.Token) { Conversation = pair, Slot = 0 };
            var right = new LoadSocket(other.Token) { Conversation = pair, Slot = 1 };
            sockets.AddRange([left, right]);
            for (var i = 0; i < options.Inflight; i++)
            {
                var there = new Lane(lanes.Count, left, new LaneSeed(run, FriendChannel, other.Id, one.Id, 2));
                var back = new Lane(lanes.Count + 1, right, new LaneSeed(run, FriendChannel, one.Id, other.Id, 2));
                there.Successor = back;
                back.Successor = there;
                lanes.AddRange([there, back]);
                first.Add(there);
            }
        }

        return new LoadPlan(run, sockets, lanes, first, options.Rate);
    }
}
