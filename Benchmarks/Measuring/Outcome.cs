namespace OrleansChat.Benchmarks.Measuring;

/// <summary>What a workload found.</summary>
/// <param name="Workload">Name with its parameters.</param>
/// <param name="Figures">In the order of the report.</param>
/// <param name="Verdict">What went wrong, or that nothing did.</param>
/// <param name="Examples">Some of the frames and closes that were wrong.</param>
/// <param name="Passed">Nothing went wrong.</param>
internal sealed record Outcome(
    string Workload,
    IReadOnlyList<Figure> Figures,
    string Verdict,
    IReadOnlyList<string> Examples,
    bool Passed);
