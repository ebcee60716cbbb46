using System.Collections.Concurrent;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Why this process should not get new connections now; <c>/readyz</c> answers 503 while there is a
/// reason.</summary>
public sealed class Readiness
{
    private readonly ConcurrentDictionary<string, byte> _reasons = new(StringComparer.Ordinal);

    /// <summary>Nothing speaks against new connections.</summary>
    public bool IsReady => _reasons.IsEmpty;

    /// <summary>In alphabetical order.</summary>
    public IReadOnlyList<string> Reasons => [.. _reasons.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Adds a reason, such as <c>starting</c>, <c>database</c> or <c>draining</c>.</summary>
    public void Block(string reason) => _reasons[reason] = 0;

    /// <summary>Takes a reason back.</summary>
    public void Clear(string reason) => _reasons.TryRemove(reason, out _);
}
