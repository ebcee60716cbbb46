using OrleansChat.Conversations;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>Who speaks to whom, in the protocol's members. Pure.</summary>
internal static class ImMapping
{
    /// <summary>The id under which the server itself speaks. Source: decisions, reference exchange.</summary>
    public const int SystemUser = 1;

    /// <summary>The sender as shown.</summary>
    public static int FromOf(ChatMessage message) => message.SenderId == 0 ? SystemUser : message.SenderId;

    /// <summary>Where a message was said. The user is 0 where nobody in particular is spoken to, the team is 0 between
    /// two users.</summary>
    /// <returns>False for a conversation that the protocol does not know.</returns>
    public static bool TryPlace(ChatMessage message, out ImChatType chatType, out int toUserId, out long teamId)
    {
        toUserId = 0;
        if (ConversationKey.TryRoom(message.Conversation, out teamId))
        {
            chatType = ImChatType.Group;
            return true;
        }

        if (ConversationKey.TryChatRoom(message.Conversation, out teamId))
        {
            chatType = ImChatType.Room;
            return true;
        }

        chatType = ImChatType.Single;
        toUserId = ConversationKey.Peer(message.Conversation, message.SenderId);
        return ConversationKey.IsDirect(message.Conversation);
    }
}
