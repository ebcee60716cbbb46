using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Settings;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>The door of the IM protocol: HTTP below <c>/im</c> on one listener, the socket on another.</summary>
internal sealed class ImProtocol : IChatProtocol
{
    /// <summary>The name in settings, logs, metrics and sessions.</summary>
    public const string ProtocolName = "Im";

    public string Name => ProtocolName;

    public IReadOnlyList<string> BrowserHeaders => ["Authorization", "FZM-AUTH-TOKEN", "token", "Content-Type"];

    public IReadOnlyList<ListenerDefault> Listeners { get; } =
    [
        new("HttpUrl", ImOptions.DefaultHttpUrl),
        new("SocketUrl", "http://127.0.0.1:6666"),
    ];

    public IReadOnlyList<ProtocolError> Errors => ImErrors.All;

    public void AddOptions(IProtocolSettings settings, IServiceCollection services) =>
        services.AddSingleton(ImOptions.Read(settings));

    public void AddServices(IServiceCollection services)
    {
        services.TryAddSingleton(new SocketLimits());
        services.AddSingleton<ImCodecs>();
        services.AddSingleton<ImFrameIds>();
        services.AddSingleton<ImSystemFrames>();
        services.AddSingleton<ImReservations>();
        services.AddSingleton<ImPosting>();
        services.AddSingleton<ImResends>();
        services.AddSingleton<ImParts>();
        services.AddSingleton<ImWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<ImWatch>());
        services.AddSingleton<ImSocketEndpoint>();
        services.AddSingleton<ImWorld>();
        services.AddSingleton<ImFiles>();
        services.AddSingleton<ImEndpoints>();
    }

    /// <summary>Both listeners answer everything: behind a proxy one of them is enough.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<ImSocketEndpoint>().Map(routes);
        routes.ServiceProvider.GetRequiredService<ImEndpoints>().Map(routes);
    }
}
