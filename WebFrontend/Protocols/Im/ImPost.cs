using OrleansChat.Conversations;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>A message of a client on its way into a conversation.</summary>
/// <param name="ChatType">Single, Group or Room.</param>
/// <param name="Target">Id of the user, or of the team.</param>
/// <param name="Id">The id that the client gave it, or 0.</param>
/// <param name="Stored">What it is.</param>
/// <param name="Cancellation">Nobody waits for it any longer.</param>
internal sealed record ImPost(
    ImChatType ChatType, long Target, long Id, ImBodies.Stored Stored, CancellationToken Cancellation)
{
    /// <summary>The team, or 0 between two users.</summary>
    public long TeamId => ChatType is ImChatType.Single ? 0 : Target;

    /// <summary>The conversation that it belongs to.</summary>
    /// <param name="senderId">Who says it.</param>
    public string ConversationOf(int senderId) => ChatType switch
    {
        ImChatType.Single => ConversationKey.Direct(senderId, (int)Target),
        ImChatType.Group => ConversationKey.Room(Target),
        _ => ConversationKey.ChatRoom(Target),
    };
}
