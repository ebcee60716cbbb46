using OrleansChat.Conversations;

namespace OrleansChat.Tests.Support;

/// <summary>A direct conversation that a user ever had, or a room that he is in.</summary>
/// <param name="Key">Its key.</param>
/// <param name="After">Only what stands after this place is his.</param>
/// <param name="Stay">The newest stay.</param>
internal sealed record OwnConversation(string Key, long After, Stay Stay)
{
    public static IEnumerable<OwnConversation> Of(SteeredMessageLog log, int userId) =>
        from key in log.Conversations
        let isDirect = ConversationKey.IsDirect(key)
        where isDirect || ConversationKey.TryRoom(key, out _)
        let stay = log[key].Stays.LastOrDefault(stay => stay.UserId == userId && (isDirect || stay.ToSeq is null))
        where stay is not null
        select new OwnConversation(key, isDirect ? 0 : stay.FromSeq, stay);

    /// <summary>Whether others said it; what he says to himself counts as such.</summary>
    public static bool IsOfOthers(ChatMessage row, int userId) =>
        row.SenderId != userId || row.Conversation == ConversationKey.Direct(userId, userId);
}
