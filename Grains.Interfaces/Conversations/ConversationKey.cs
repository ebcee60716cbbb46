using System.Globalization;

namespace OrleansChat.Conversations;

/// <summary>The text form of a conversation's id, as it stands in the log and in deliveries.</summary>
/// <remarks>
/// <c>d:{lower user id}:{higher user id}</c> is the direct conversation of two users, or of one with himself;
/// <c>r:{room id}</c> that of a room, <c>c:{chat room id}</c> that of a chat room. Rooms and chat rooms share one numbering.
/// The same two users have one direct conversation in every protocol.
/// </remarks>
public static class ConversationKey
{
    /// <summary>The key of a room's conversation.</summary>
    /// <param name="roomId">Room id, positive.</param>
    public static string Room(long roomId) => string.Create(CultureInfo.InvariantCulture, $"r:{roomId}");

    /// <summary>The key of a chat room's conversation.</summary>
    /// <param name="chatRoomId">Chat room id, positive.</param>
    public static string ChatRoom(long chatRoomId) => string.Create(CultureInfo.InvariantCulture, $"c:{chatRoomId}");

    /// <summary>The key of the direct conversation of two users; their order does not matter.</summary>
    /// <param name="one">User id.</param>
    /// <param name="other">User id; the same one for his conversation with himself.</param>
    public static string Direct(int one, int other) =>
        string.Create(CultureInfo.InvariantCulture, $"d:{Math.Min(one, other)}:{Math.Max(one, other)}");

    /// <summary>The primary key of the <c>IFriendshipGrain</c> that owns a direct conversation:
    /// <c>min:max</c>.</summary>
    /// <param name="one">User id.</param>
    /// <param name="other">User id; the same one for his conversation with himself.</param>
    public static string Pair(int one, int other) => Direct(one, other)[2..];

    /// <summary>Whether the key names a direct conversation.</summary>
    /// <param name="conversation">A conversation key.</param>
    public static bool IsDirect(string conversation) => conversation.StartsWith("d:", StringComparison.Ordinal);

    /// <summary>Whether the key names a user's conversation with himself.</summary>
    /// <param name="conversation">A conversation key.</param>
    public static bool IsWithOneself(string conversation) =>
        TryDirect(conversation, out var lower, out var higher) && lower == higher;

    /// <summary>Whether the key names a chat room's conversation.</summary>
    /// <param name="conversation">A conversation key.</param>
    public static bool IsChatRoom(string conversation) => conversation.StartsWith("c:", StringComparison.Ordinal);

    /// <summary>Reads a room's key back.</summary>
    /// <param name="conversation">A conversation key.</param>
    /// <param name="roomId">The room id.</param>
    /// <returns>False when the key is not a room's.</returns>
    public static bool TryRoom(string conversation, out long roomId)
    {
        roomId = 0;
        return conversation.StartsWith("r:", StringComparison.Ordinal)
            && long.TryParse(conversation.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out roomId);
    }

    /// <summary>Reads a chat room's key back.</summary>
    /// <param name="conversation">A conversation key.</param>
    /// <param name="chatRoomId">The chat room id.</param>
    /// <returns>False when the key is not a chat room's.</returns>
    public static bool TryChatRoom(string conversation, out long chatRoomId)
    {
        chatRoomId = 0;
        return IsChatRoom(conversation)
            && long.TryParse(conversation.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out chatRoomId);
    }

    /// <summary>Reads a direct conversation's key, with or without its <c>d:</c>, back.</summary>
    /// <param name="conversation">A conversation key or a pair.</param>
    /// <param name="lower">The lower user id.</param>
    /// <param name="higher">The higher user id, or the same.</param>
    /// <returns>False when the key is not a pair's.</returns>
    public static bool TryDirect(string conversation, out int lower, out int higher)
    {
        lower = higher = 0;
        var pair = conversation.AsSpan(IsDirect(conversation) ? 2 : 0);
        var colon = pair.IndexOf(':');
        return colon > 0
            && int.TryParse(pair[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out lower)
            && int.TryParse(pair[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out higher)
            && lower <= higher;
    }

    /// <summary>The other user of a direct conversation.</summary>
    /// <param name="conversation">A direct conversation's key.</param>
    /// <param name="userId">One of its two users.</param>
    /// <returns>The other user's id (his own in a conversation with himself), or 0 when the key is not a pair's or the user not in it.</returns>
    public static int Peer(string conversation, int userId) =>
        TryDirect(conversation, out var lower, out var higher) && (userId == lower || userId == higher)
            ? lower + higher - userId
            : 0;
}
