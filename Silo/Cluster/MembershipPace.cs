using Orleans.Configuration;

namespace OrleansChat.Silo.Cluster;

/// <summary>How fast a cluster notices that a node is gone.</summary>
internal static class MembershipPace
{
    /// <summary>A node that hangs is declared dead after three silent probes, some nine seconds; one whose process has
    /// ended, sooner: its connections are refused.</summary>
    public static void Apply(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(3);
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(15);

        // A third probe by way of another node has no longer than the node that asks for it waits: it always comes too
        // late to count, and a node that hangs would never be declared dead.
        membership.EnableIndirectProbes = false;

        // A cluster that died as a whole leaves rows of nodes that nobody can declare dead: for grains they count for as
        // long as three signs of life are missed, for who joins until LostSilos declares them dead.
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        membership.DefunctSiloExpiration = TimeSpan.FromHours(1);
    }
}
