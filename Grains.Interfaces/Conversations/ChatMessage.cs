using System.Globalization;

namespace OrleansChat.Conversations;

/// <summary>A message that took its place in a conversation: one row of the log.</summary>
/// <param name="Conversation">See <see cref="ConversationKey"/>.</param>
/// <param name="Seq">Position in the conversation: 1 for the first, without gaps. Hidden rows count.</param>
/// <param name="MessageId">Unique in the system and shown by every protocol. Those that the server chose increase within
/// a conversation and are exact as doubles until 2049; a client may have chosen any other: order is
/// <paramref name="Seq"/>.</param>
/// <param name="SenderId">User id; 0 is the system.</param>
/// <param name="ClientMessageId">The sender's own key, or null.</param>
/// <param name="Kind">What the body holds.</param>
/// <param name="Body">A JSON object; empty when the message was recalled.</param>
/// <param name="BurnAfterReading">Whether the readers' clients are asked to forget it once seen.</param>
/// <param name="SentAtUnixMs">The server's clock at acceptance, never before the message in front of it.</param>
/// <param name="Author">How the sender was shown when it was sent; null when read back from the log.</param>
/// <param name="Wording">How the sender's own protocol said it, where the body cannot hold that; see
/// <see cref="Conversations.Wording"/>. Null when the body says it all, and where nobody asks for it.</param>
/// <param name="AmongStrangers">Whether the two of a direct conversation were no friends when it was announced: only
/// protocols without friendships show it then. Not stored.</param>
[GenerateSerializer, Immutable, Alias("conversation.chat-message")]
public sealed record ChatMessage(
    [property: Id(0)] string Conversation,
    [property: Id(1)] long Seq,
    [property: Id(2)] long MessageId,
    [property: Id(3)] int SenderId,
    [property: Id(4)] string? ClientMessageId,
    [property: Id(5)] MessageKind Kind,
    [property: Id(6)] string Body,
    [property: Id(7)] bool BurnAfterReading,
    [property: Id(8)] long SentAtUnixMs,
    [property: Id(9)] Author? Author,
    [property: Id(10)] string? Wording = null,
    [property: Id(11)] bool AmongStrangers = false)
{
    /// <summary>The sender's own key as clients see it: empty when he gave none.</summary>
    public string ShownClientMessageId => ServerMessageKey.IsOne(ClientMessageId) ? "" : ClientMessageId ?? "";

    /// <summary>Whether it was taken back or deleted: it keeps its place, and nobody is shown it any more.</summary>
    public bool IsRecalled => Body.Length == 0;

    /// <summary>Whether the client chose the message id.</summary>
    public bool HasOwnId => ClientMessageId is { Length: > 0 } key
        && long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id == MessageId;

    /// <summary>Whether protocols show it; see <see cref="MessageKind.Membership"/>.</summary>
    public bool IsVisible => Kind is not MessageKind.Membership;
}
