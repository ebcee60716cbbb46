namespace OrleansChat.Benchmarks;

/// <summary>What the command line says; see <see cref="Usage"/>.</summary>
internal sealed record BenchOptions
{
    public int Seconds { get; init; } = 10;

    // What is hot has been compiled for the last time by then; sooner, a sixth of the server's time goes into that.
    public int Warmup { get; init; } = 12;

    /// <summary>Null: start a server.</summary>
    public string? Url { get; init; }

    /// <summary>Where the sockets of friend chat or IM are, when <see cref="Url"/> is given.</summary>
    public string? Socket { get; init; }

    public string? Admin { get; init; }

    public string? Token { get; init; }

    public int? Pid { get; init; }

    public int? DatabasePid { get; init; }

    /// <summary>Processes of the server that is started; more than one only on Orleans.</summary>
    public int Nodes { get; init; } = 1;

    public string? Json { get; init; }

    public int Pairs { get; init; } = 500;

    public double Rate { get; init; }

    public int Members { get; init; }

    public int Senders { get; init; } = 16;

    public int Rooms { get; init; } = 200;

    public int Inflight { get; init; } = 1;

    public int Connections { get; init; } = 10_000;

    public int Users { get; init; } = 1_000;

    public int Concurrency { get; init; } = 64;
}
