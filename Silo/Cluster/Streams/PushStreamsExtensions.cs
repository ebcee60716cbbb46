using Orleans.Hosting;

namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>Adds streams that call their subscribers.</summary>
public static class PushStreamsExtensions
{
    /// <summary>Adds a provider of push streams to a silo: for its grains and for the rest of its process.</summary>
    public static ISiloBuilder AddPushStreams(this ISiloBuilder silo, string name) =>
        silo.AddMemoryStreams(name);

    /// <summary>Adds a provider of push streams to a process without grains.</summary>
    public static IClientBuilder AddPushStreams(this IClientBuilder client, string name) =>
        client.AddMemoryStreams(name);
}
