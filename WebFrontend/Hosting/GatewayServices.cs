using Microsoft.AspNetCore.Cors.Infrastructure;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Hosting;

/// <summary>The frontend's own parts: gateway and protocols.</summary>
internal static class GatewayServices
{
    public static void AddChatGateway(this IServiceCollection services, ChatOptions options)
    {
        services.AddSingleton(new GatewayOptions
        {
            Strict = options.HasQuotas,
            AllowedOrigins = [.. options.AllowedOrigins],
            PortalPort = options.Listeners.FirstOrDefault(listener => listener.Name == "Portal")?.EndPoint.Port ?? 0,
        });
        services.AddSingleton<ICorsPolicyProvider, BrowserPolicy>();
        services.AddCors();
        services.AddGateway();
        services.AddSingleton(new SocketLimits { FramesPerSecond = options.FramesPerSecond });
        services.AddHostedService<MemoryTrim>();
        var protocols = options.Listeners.Select(listener => listener.Protocol).OfType<IChatProtocol>().Distinct();
        foreach (var protocol in protocols)
        {
            protocol.AddServices(services);
        }
    }
}
