using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend;

/// <summary>One line per protocol: the only file that knows them all.</summary>
internal static class ProtocolCatalog
{
    public static IReadOnlyList<IChatProtocol> All { get; } =
    [
        new Protocols.Chat33.Chat33Protocol(),
        new Protocols.Friend.FriendProtocol(),
        new Protocols.Im.ImProtocol(),
    ];
}
