using System.Diagnostics.Metrics;
using OrleansChat.Silo.Operations;
using OrleansChat.Silo.Telemetry;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Hosting;

/// <summary>The frontend's own parts: gateway, protocols, telemetry.</summary>
internal static class GatewayServices
{
    public static void AddChatGateway(this IServiceCollection services, ChatOptions options)
    {
        services.AddSingleton(new GatewayOptions
        {
            Strict = options.HasQuotas,
            AllowedOrigins = [.. options.AllowedOrigins],
        });
        services.AddGateway();
        services.AddSingleton(new SocketLimits { FramesPerSecond = options.FramesPerSecond });
        services.AddHostedService<Tracing>();
        services.AddSingleton(provider => PrometheusText.ForServer(provider.GetRequiredService<IMeterFactory>()));
        services.AddHostedService<DatabaseWatch>();
        services.AddHostedService<MemoryTrim>();
        var protocols = options.Listeners.Select(listener => listener.Protocol).OfType<IChatProtocol>().Distinct();
        foreach (var protocol in protocols)
        {
            protocol.AddServices(services);
        }

        services.AddSingleton(new AdminToken(options.AdminToken));
        services.AddSingleton(new DepartureOptions(options.DrainPause));
        services.AddHostedService<Departure>(); // last: what is last begins to stop first
    }
}
