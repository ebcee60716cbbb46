using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansChat.Fanout;
using OrleansChat.Hosting;
using OrleansChat.WebFrontend.Gateway.Identity;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Registers the gateway. The host adds <see cref="GatewayOptions"/>, an <c>IClusterClient</c> and a
/// <see cref="TimeProvider"/>.</summary>
public static class GatewayHosting
{
    /// <summary>Adds everything between the listeners and the protocols.</summary>
    /// <remarks>Call it after the grain runtime was added: hosted parts start in the order of registration.</remarks>
    public static IServiceCollection AddGateway(this IServiceCollection services)
    {
        services.TryAddSingleton<LossSignal>(); // where streams lose nothing, nobody else has it
        return services
            .AddSingleton<INode, Node>()
            .AddSingleton<Readiness>()
            .AddSingleton<GatewayMetrics>()
            .AddSingleton<Admission>()
            .AddSingleton<OriginCheck>()
            .AddSingleton<ClaimedIdentity>()
            .AddSingleton<SessionLookup>()
            .AddSingleton<AppCredentials>()
            .AddSingleton<CallRates>()
            .AddSingleton<SocketTable>()
            .AddSingleton<GrainRetries>()
            .AddSingleton<NodeFanout>()
            .AddSingleton<SocketGateway>()
            .AddHostedService(provider => provider.GetRequiredService<SocketTable>())
            .AddHostedService(provider => provider.GetRequiredService<NodeFanout>())
            .AddHostedService<Drain>();
    }
}
