using System.Collections.Immutable;

namespace OrleansChat.WebFrontend.Supervision;

/// <summary>One process of a cluster on this machine, before it is started.</summary>
/// <param name="Name">Shown, such as <c>silo-1</c>.</param>
/// <param name="Program">Which program: <c>Silo</c> or <c>WebFrontend</c>.</param>
/// <param name="Addresses">What it listens on, by title.</param>
/// <param name="Health">Where <c>/readyz</c> is.</param>
/// <param name="Settings">Its own settings, by name.</param>
internal sealed record NodePlan(
    string Name,
    string Program,
    ImmutableArray<(string Title, Uri Address)> Addresses,
    Uri Health,
    ImmutableDictionary<string, string> Settings);
