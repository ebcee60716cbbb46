using OrleansChat.WebFrontend.Gateway.Bridges;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>The audiences of the protocol: those that want ids as numbers, and those that want them as texts.</summary>
internal sealed class ImCodecs
{
    public ImCodecs(ImOptions options)
    {
        View = BridgeTable.For(
            ImProtocol.ProtocolName, name => options.ChatRooms && name == BridgeTable.ChatRoomSwitch);
        Numbers = new ImCodec(options, View, idsAsText: false);
        Texts = new ImCodec(options, View, idsAsText: true);
    }

    /// <summary>How stored messages are shown here.</summary>
    public BridgeView View { get; }

    public ImCodec Numbers { get; }

    public ImCodec Texts { get; }

    /// <summary>The one that a request asks for. Source: decision 22.</summary>
    public ImCodec Of(HttpRequest request) => request.Query["idFormat"] == "string" ? Texts : Numbers;
}
