namespace OrleansChat.Silo.Operations;

/// <summary>How a process stops.</summary>
/// <param name="Pause"><c>Chat:Drain:Pause</c>: from the moment when <c>/readyz</c> says 503 to the first thing that is
/// refused or closed. Default 0.</param>
public sealed record DepartureOptions(TimeSpan Pause)
{
    /// <summary>What the rest of a stop may take: sockets, then grains.</summary>
    private static readonly TimeSpan Work = TimeSpan.FromSeconds(14);

    /// <summary>What the whole stop may take.</summary>
    public TimeSpan Deadline => Pause + Work;
}
