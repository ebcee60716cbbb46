using Microsoft.AspNetCore.Cors.Infrastructure;
using OrleansChat.Silo.Settings;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Files;
using OrleansChat.WebFrontend.Gateway.Identity;

namespace OrleansChat.WebFrontend.Hosting;

/// <summary>The frontend's own parts: gateway and protocols.</summary>
internal static class GatewayServices
{
    public static void AddChatGateway(this IServiceCollection services, ChatOptions options)
    {
        services.AddSingleton(new GatewayOptions
        {
            Strict = options.HasQuotas,
            Mode = options.Mode switch
            {
                SecurityMode.Development => AuthenticationMode.Development,
                SecurityMode.TrustedNetwork => AuthenticationMode.TrustedNetwork,
                _ => AuthenticationMode.Production,
            },
            TrustedNetworks = [.. options.TrustedNetworks],
            Apps = options.Apps,
            TimeZone = options.TimeZone,
            BridgesChatRooms = options.BridgesChatRooms,
            AllowedOrigins = [.. options.AllowedOrigins],
            PortalPort = options.Listeners.FirstOrDefault(listener => listener.Name == "Portal")?.EndPoint.Port ?? 0,
        });
        services.AddSingleton<ICorsPolicyProvider, BrowserPolicy>();
        services.AddCors();
        services.AddGateway();
        services.AddFiles(new FileFolderOptions
        {
            Folder = Path.Combine(options.Data, "files"),
            ReservePercent = options.FileReservePercent,
        });
        services.AddSingleton(new SocketLimits { FramesPerSecond = options.FramesPerSecond });
        services.AddHostedService<MemoryTrim>();
        var protocols = options.Listeners.Select(listener => listener.Protocol).OfType<IChatProtocol>().Distinct();
        foreach (var read in options.ProtocolOptions)
        {
            services.Add(read);
        }

        foreach (var protocol in protocols)
        {
            protocol.AddServices(services);
        }
    }
}
