namespace OrleansChat.Conversations;

/// <summary>Gives out message ids: 41 bits of milliseconds since 2015-01-01 00:00 +08:00, 10 bits of worker, 12 bits
/// of sequence in steps of 512.</summary>
/// <remarks>Unique across the cluster because each node leases its workers. Source: common.md 5.1.</remarks>
public interface IMessageIds
{
    /// <summary>The next id, above <paramref name="after"/> and above every id given out on this node before.</summary>
    long Next(long after);
}
