using OrleansChat.WebFrontend.Gateway.Settings;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>The door of one protocol: everything that a protocol is stands behind one of these, and nothing else knows
/// of it.</summary>
public interface IChatProtocol
{
    /// <summary>The name in settings (<c>Chat:Protocols:{Name}</c>), logs, metrics and tickets, such as
    /// <c>Chat33</c>.</summary>
    string Name { get; }

    /// <summary>The listeners that the protocol wants.</summary>
    /// <value>Setting under <c>Chat:Protocols:{Name}</c> and the default URL, for each listener.</value>
    IReadOnlyList<ListenerDefault> Listeners { get; }

    /// <summary>Descriptions of the protocol, which the portal serves.</summary>
    IReadOnlyList<ProtocolDocument> Documents => [];

    /// <summary>How the protocol says that something was refused: for <c>docs/errors.md</c>.</summary>
    IReadOnlyList<ProtocolError> Errors => [];

    /// <summary>Headers that a page of an allowed origin may send; none for a protocol that no page calls from
    /// elsewhere.</summary>
    IReadOnlyList<string> BrowserHeaders => [];

    /// <summary>Reads the protocol's own settings and registers them, before anything is built.</summary>
    /// <param name="settings">Collects what cannot be used.</param>
    /// <param name="services">Gets the options that were read.</param>
    void AddOptions(IProtocolSettings settings, IServiceCollection services)
    {
    }

    /// <summary>Registers what the protocol's endpoints need.</summary>
    void AddServices(IServiceCollection services);

    /// <summary>Maps the protocol's routes; they answer on its own listeners only.</summary>
    void Map(IEndpointRouteBuilder routes);
}
