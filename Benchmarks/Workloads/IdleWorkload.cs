using OrleansChat.Benchmarks.Load;
using OrleansChat.Benchmarks.Measuring;
using OrleansChat.Benchmarks.Server;
using OrleansChat.Benchmarks.Sockets;

namespace OrleansChat.Benchmarks.Workloads;

/// <summary>Connections that say nothing; at the end each must still answer.</summary>
internal sealed class IdleWorkload(BenchOptions options) : IWorkload
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    public string Name => $"idle {options.Connections}";

    public async Task<Outcome> RunAsync(ServerAddress server, CancellationToken cancellation)
    {
        using var setup = new ChatSetup(server);
        using var meter = new ServerMeter(server);
        var empty = await meter.ReadAsync(cancellation);
        var users = await setup.CreateUsersAsync(options.Connections, cancellation);
        var created = await meter.ReadAsync(cancellation);
        return await MeasureAsync(users, server, meter, [empty, created], cancellation);
    }

    private async Task<Outcome> MeasureAsync(
        ChatUser[] users, ServerAddress server, ServerMeter meter, Sample[] before, CancellationToken cancellation)
    {
        var verdict = new Verdict();
        var roll = new RollCall(verdict);
        using var loop = new LoadLoop(server.Endpoints, roll, cancellation);
        var sockets = Array.ConvertAll(users, user => new LoadSocket(user.Token));
        SocketOpener.OpenAll(loop, sockets);
        loop.Settle(Quiet, AnswerLimit);
        var opened = await ReadAsync(loop, meter, cancellation);
        loop.RunFor(TimeSpan.FromSeconds(options.Seconds));
        var rested = await ReadAsync(loop, meter, cancellation);
        foreach (var socket in sockets.Where(socket => socket.State == SocketState.Open))
        {
            loop.Send(socket, Knock.Frame);
            loop.Turn(0);
        }

        loop.RunUntil(() => roll.Answers + verdict.Closed >= sockets.Length, AnswerLimit);
        verdict.Unanswered = sockets.Length - roll.Answers;
        return new Outcome(
            Name,
            Figures(sockets.Length, [.. before, opened, rested]),
            Text(verdict, roll),
            verdict.Examples,
            verdict.Passed);
    }

    private static string Text(Verdict verdict, RollCall roll) =>
        $"answered={roll.Answers} unanswered={verdict.Unanswered} closed={verdict.Closed}";

    private static Figure[] Figures(int connections, Sample[] samples)
    {
        var (empty, created, opened, rested) = (samples[0], samples[1], samples[2], samples[3]);
        var opening = new Consumption(created, opened);
        var resting = new Consumption(opened, rested);
        return
        [
            new("connections", connections),
            new("KiB each above empty server", (rested.ServerResident - empty.ServerResident) / connections),
            new("KiB each above before connect", (rested.ServerResident - created.ServerResident) / connections),
            new("connects/s", connections / opening.Seconds),
            new("CPU ms/1000 connects", (opening.ServerCpu + opening.DatabaseCpu) / connections * 1000),
            new("CPU ms/s at rest", (resting.ServerCpu + resting.DatabaseCpu) / resting.Seconds),
            new("server RSS MiB", resting.ServerMebibytes),
        ];
    }

    // The sockets are served while the reading is under way: pings want answers.
    private static async Task<Sample> ReadAsync(
        LoadLoop loop, ServerMeter meter, CancellationToken cancellation)
    {
        var reading = meter.ReadAsync(cancellation);
        loop.RunUntil(() => reading.IsCompleted, AnswerLimit);
        return await reading;
    }
}
