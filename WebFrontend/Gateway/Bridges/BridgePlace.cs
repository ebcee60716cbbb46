namespace OrleansChat.WebFrontend.Gateway.Bridges;

/// <summary>What kind of conversation a message is in.</summary>
public enum BridgePlace
{
    /// <summary>That of two users.</summary>
    Direct = 0,

    /// <summary>A room with members.</summary>
    Room,

    /// <summary>A chat room that anybody may enter.</summary>
    ChatRoom,
}
