namespace OrleansChat.Silo.Hosting;

/// <summary>What a process is in its cluster. Setting <c>Chat:Cluster:Mode</c>.</summary>
public enum NodeRole
{
    /// <summary>It hosts grains beside whatever else it does.</summary>
    CoHosted,

    /// <summary>It hosts none and calls those of the cluster's silos.</summary>
    Client,
}
