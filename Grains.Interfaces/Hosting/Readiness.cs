using System.Collections.Concurrent;

namespace OrleansChat.Hosting;

/// <summary>Why this process should not get new work now; <c>/readyz</c> answers 503 while there is a reason. One for
/// each process.</summary>
public sealed class Readiness
{
    /// <summary>The reason of a process that stops.</summary>
    public const string Draining = "draining";

    private readonly ConcurrentDictionary<string, bool> _isRefusedByReason = new(StringComparer.Ordinal);

    /// <summary>Nothing speaks against new work.</summary>
    public bool IsReady => _isRefusedByReason.IsEmpty;

    /// <summary>What arrives is served; a reason that was only announced does not change that.</summary>
    /// <remarks>Asked for each call: enumerating takes no lock, the list of values would.</remarks>
    public bool IsOpen => _isRefusedByReason.All(static reason => !reason.Value);

    /// <summary>The process stops and takes nothing new.</summary>
    public bool IsDraining => _isRefusedByReason.GetValueOrDefault(Draining);

    /// <summary>In alphabetical order.</summary>
    public IReadOnlyList<string> Reasons => [.. _isRefusedByReason.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Tells load balancers to go elsewhere; who comes before they have heard is still served.</summary>
    /// <param name="reason">Such as <see cref="Draining"/>.</param>
    public void Announce(string reason) => _isRefusedByReason.TryAdd(reason, value: false);

    /// <summary>Adds a reason for which new work is refused.</summary>
    /// <param name="reason">Such as <c>starting</c>, <c>database</c> or <see cref="Draining"/>.</param>
    public void Block(string reason) => _isRefusedByReason[reason] = true;

    /// <summary>Takes a reason back.</summary>
    /// <param name="reason">As it was given.</param>
    public void Clear(string reason) => _isRefusedByReason.TryRemove(reason, out _);
}
