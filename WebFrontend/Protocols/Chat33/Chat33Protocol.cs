using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>The door of the chat33 protocol: HTTP and socket on one listener.</summary>
internal sealed class Chat33Protocol : IChatProtocol
{
    /// <summary>The name in settings, logs, metrics and sessions.</summary>
    public const string ProtocolName = "Chat33";

    public string Name => ProtocolName;

    public IReadOnlyList<ListenerDefault> Listeners { get; } = [new("Url", "http://0.0.0.0:8090")];

    public void AddServices(IServiceCollection services) => services.AddSingleton<Chat33Endpoints>();

    public void Map(IEndpointRouteBuilder routes) =>
        routes.ServiceProvider.GetRequiredService<Chat33Endpoints>().Map(routes);
}
