using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Settings;
using OrleansChat.WebFrontend.Protocols.Friend.Documents;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>The door of friend chat: HTTP and socket on one listener.</summary>
internal sealed class FriendProtocol : IChatProtocol
{
    /// <summary>The name in settings, logs, metrics and sessions.</summary>
    public const string ProtocolName = "Friend";

    public string Name => ProtocolName;

    public IReadOnlyList<string> BrowserHeaders { get; } = ["token", "Authorization", "FZM-AUTH-TOKEN", "Content-Type"];

    public IReadOnlyList<ListenerDefault> Listeners { get; } = [new("Url", "http://127.0.0.1:8080")];

    public IReadOnlyList<ProtocolDocument> Documents { get; } =
    [
        new("openapi.json", "HTTP (OpenAPI 3.1)", FriendOpenApi.Build),
        new("asyncapi.json", "Socket (AsyncAPI 3.0)", FriendAsyncApi.Build),
    ];

    public IReadOnlyList<ProtocolError> Errors => FriendErrors.All;

    public void AddOptions(IProtocolSettings settings, IServiceCollection services) =>
        services.AddSingleton(FriendOptions.Read(settings));

    public void AddServices(IServiceCollection services)
    {
        services.TryAddSingleton(new SocketLimits());
        services.AddSingleton<FriendCodec>();
        services.AddSingleton<BacklogTurns>();
        services.AddSingleton<FriendParts>();
        services.AddSingleton<FriendIdentity>();
        services.AddSingleton<FriendSocketEndpoint>();
        services.AddSingleton<FriendEndpoints>();
        services.AddSingleton<PictureEndpoints>();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.ServiceProvider.GetRequiredService<FriendSocketEndpoint>().Map(routes);
        routes.ServiceProvider.GetRequiredService<FriendEndpoints>().Map(routes);
        routes.ServiceProvider.GetRequiredService<PictureEndpoints>().Map(routes);
    }
}
