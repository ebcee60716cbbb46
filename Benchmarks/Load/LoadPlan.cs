using OrleansChat.Benchmarks.Dialects;
using OrleansChat.Benchmarks.Sockets;

namespace OrleansChat.Benchmarks.Load;

/// <summary>Who talks to whom: prepared by a workload, driven by <see cref="MessageLoad"/>.</summary>
/// <param name="Dialect">How they talk.</param>
/// <param name="Run">8 characters that no other run uses; the tags of its messages begin with them.</param>
/// <param name="Sockets">One for each user; closed still.</param>
/// <param name="Lanes">By their index in the tags.</param>
/// <param name="First">The lanes that begin in a closed loop; at an offered rate all lanes take turns.</param>
/// <param name="Rate">Offered messages a second; 0 for a closed loop.</param>
internal sealed record LoadPlan(
    Dialect Dialect,
    string Run,
    IReadOnlyList<LoadSocket> Sockets,
    IReadOnlyList<Lane> Lanes,
    IReadOnlyList<Lane> First,
    double Rate);
