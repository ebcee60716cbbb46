using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>What this protocol refuses before it asks any grain. Pure.</summary>
internal static class Chat33Rules
{
    public static ChatError Post(ClientMessage message, int senderId) => message switch
    {
        _ when senderId == 0 => ChatError.VisitorMayNotSend,
        { Kind: MessageKind.RedPacket } => ChatError.PacketUnknown, // there is no wallet yet: nobody has a packet
        { ChannelType: Chat33Channels.Friend, TargetId: > int.MaxValue } => ChatError.NotFriends,
        { ChannelType: Chat33Channels.Friend } when message.TargetId == senderId => ChatError.Oneself,
        _ => ChatError.None,
    };
}
