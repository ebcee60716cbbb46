using System.Runtime.InteropServices;

namespace OrleansChat.Benchmarks.Load;

/// <summary>Running totals of a run.</summary>
/// <param name="Messages">Acknowledged.</param>
/// <param name="Deliveries">Seen by members other than the sender.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Counters(long Messages, long Deliveries)
{
    public static Counters operator -(Counters left, Counters right) =>
        new(left.Messages - right.Messages, left.Deliveries - right.Deliveries);
}
