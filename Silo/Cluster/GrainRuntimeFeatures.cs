namespace OrleansChat.Silo.Cluster;

/// <summary>What the grain runtime of this build can do.</summary>
internal static class GrainRuntimeFeatures
{
    /// <summary>Whether a process can be one node of several.</summary>
    public static bool HasClusters => true;
}
