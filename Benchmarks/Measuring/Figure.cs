namespace OrleansChat.Benchmarks.Measuring;

/// <summary>A measured number; null when it could not be measured.</summary>
internal sealed record Figure(string Name, double? Value);
