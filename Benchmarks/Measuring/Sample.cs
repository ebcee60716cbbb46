namespace OrleansChat.Benchmarks.Measuring;

/// <summary>What the server has used up to a moment; null where nobody can tell.</summary>
/// <param name="At">In ticks of <see cref="System.Diagnostics.Stopwatch"/>.</param>
/// <param name="ServerCpu">Milliseconds.</param>
/// <param name="DatabaseCpu">Milliseconds.</param>
/// <param name="GeneratorCpu">Milliseconds.</param>
/// <param name="ServerResident">KiB.</param>
/// <param name="Commits">Commits of the message log.</param>
/// <param name="Rows">Rows of the message log.</param>
/// <param name="CursorRows">Read positions written.</param>
/// <param name="Allocated">Bytes on the managed heap, ever.</param>
internal sealed record Sample(
    long At,
    double? ServerCpu,
    double? DatabaseCpu,
    double GeneratorCpu,
    double? ServerResident,
    double? Commits,
    double? Rows,
    double? CursorRows,
    double? Allocated);
