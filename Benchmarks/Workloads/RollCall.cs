using OrleansChat.Benchmarks.Load;
using OrleansChat.Benchmarks.Sockets;

namespace OrleansChat.Benchmarks.Workloads;

/// <summary>Counts the sockets that answer a <see cref="Knock"/>.</summary>
internal sealed class RollCall(Verdict verdict) : ISocketEvents
{
    public int Answers { get; private set; }

    public void OnOpen(LoadSocket socket)
    {
    }

    public void OnText(LoadSocket socket, ReadOnlySpan<byte> payload, long now) =>
        Answers += Knock.IsAnsweredBy(payload) ? 1 : 0;

    public void OnClosed(LoadSocket socket, string reason) => verdict.AddClosed(reason);

    public void OnTick(long now)
    {
    }
}
