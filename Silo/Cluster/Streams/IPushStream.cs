namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>A push stream, whatever its items are.</summary>
internal interface IPushStream : IDisposable
{
    /// <summary>Whether nothing waits for another process.</summary>
    bool IsSent { get; }
}
