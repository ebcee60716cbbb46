using Npgsql;

namespace OrleansChat.Silo.Cluster;

/// <summary>The connections that Orleans opens for itself: few, beside those of the product's own stores.</summary>
internal static class ClusterConnection
{
    private const int MembershipPool = 4;
    private const int StatePool = 16;

    /// <summary>For who is in the cluster: never behind the writes of grains.</summary>
    public static string ForMembership(string connectionString) =>
        With(connectionString, MembershipPool, "orleanschat-members");

    /// <summary>For what grains remember.</summary>
    public static string ForState(string connectionString) => With(connectionString, StatePool, "orleanschat-state");

    private static string With(string connectionString, int pool, string name) =>
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = pool,
            ApplicationName = name,
            Timeout = 4,
            CommandTimeout = 15,
            MaxAutoPrepare = 32,
            AutoPrepareMinUsages = 2,
        }.ConnectionString;
}
