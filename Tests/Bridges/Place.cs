using OrleansChat.WebFrontend.Gateway.Bridges;

namespace OrleansChat.Tests.Bridges;

/// <summary>Where two people talk.</summary>
/// <param name="Kind">The two alone, a room, or a chat room.</param>
/// <param name="RoomId">The room, or the chat room; 0 for the two alone.</param>
/// <param name="Speaker">Who speaks.</param>
/// <param name="Listener">Who listens.</param>
internal sealed record Place(BridgePlace Kind, long RoomId, WorldUser Speaker, WorldUser Listener);
