using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Protocols.Chat33.Documents;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>The door of the chat33 protocol: HTTP and socket on one listener.</summary>
internal sealed class Chat33Protocol : IChatProtocol
{
    /// <summary>The name in settings, logs, metrics and sessions.</summary>
    public const string ProtocolName = "Chat33";

    public string Name => ProtocolName;

    public IReadOnlyList<string> BrowserHeaders => Chat33Identity.OwnHeaders;

    public IReadOnlyList<ListenerDefault> Listeners { get; } = [new("Url", "http://127.0.0.1:8090")];

    public IReadOnlyList<ProtocolDocument> Documents { get; } =
    [
        new("openapi.json", "HTTP (OpenAPI 3.1)", Chat33OpenApi.Build),
        new("asyncapi.json", "Socket (AsyncAPI 3.0)", Chat33AsyncApi.Build),
    ];

    public IReadOnlyList<ProtocolError> Errors => Chat33Errors.All;

    public void AddServices(IServiceCollection services)
    {
        services.TryAddSingleton(new SocketLimits());
        services.AddSingleton<Chat33Door>();
        services.AddSingleton<Chat33Endpoints>();
        services.AddSingleton<Chat33SocketEndpoint>();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<Chat33Endpoints>().Map(routes);
        routes.ServiceProvider.GetRequiredService<Chat33SocketEndpoint>().Map(routes);
    }
}
