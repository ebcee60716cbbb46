namespace OrleansChat.Fanout;

/// <summary>Says on this node that deliveries to it may have been lost without a hole to see: a node left the cluster,
/// or a queue ran over.</summary>
/// <remarks>One for each process. Whoever notices calls <see cref="Suspect"/>; the node's end of the stream then renews
/// its leases and reads from the log what it was not shown.</remarks>
public sealed class LossSignal
{
    private Action? _listeners;

    /// <summary>Has something called at every suspicion, on the thread of the one who noticed; it returns at
    /// once.</summary>
    public void Listen(Action listener) => _listeners += listener;

    /// <summary>Something may be missing.</summary>
    public void Suspect() => _listeners?.Invoke();
}
