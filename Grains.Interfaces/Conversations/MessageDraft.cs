namespace OrleansChat.Conversations;

/// <summary>A message before the conversation has given it a place.</summary>
/// <param name="SenderId">User id that the adapter authenticated. Never taken from a frame.</param>
/// <param name="ClientMessageId">Chosen by the client, unique per sender and conversation: the key that makes a retry
/// harmless; null when the protocol has none.</param>
/// <param name="Kind">What the body holds.</param>
/// <param name="Body">A JSON object in UTF-16, checked by the adapter; at most 64 KiB in UTF-8.</param>
/// <param name="BurnAfterReading">Whether the readers' clients are asked to forget it once seen.</param>
/// <param name="Author">Name and picture to show beside it, from the sender's session.</param>
/// <param name="IsMuted">Whether the sender may speak nowhere now: only a repetition of what was accepted before is
/// answered, everything else is <see cref="Errors.ChatError.Muted"/>.</param>
/// <param name="ToAnybody">Whether the sender's protocol knows no friendship: who is no friend gets the message as one
/// among strangers.</param>
/// <param name="MessageId">The message id that the client chose; null lets the server choose. The client's own key is
/// its text then. When another message has it, that one is the answer, whosever it is.</param>
/// <param name="Wording">How the sender's own protocol said it, where the body cannot hold that; see
/// <see cref="Conversations.Wording"/>. Null when the body says it all.</param>
/// <param name="AmongStrangers">Filled in by the owner of the conversation; see <see cref="ChatMessage"/>.</param>
[GenerateSerializer, Immutable, Alias("conversation.message-draft")]
public sealed record MessageDraft(
    [property: Id(0)] int SenderId,
    [property: Id(1)] string? ClientMessageId,
    [property: Id(2)] MessageKind Kind,
    [property: Id(3)] string Body,
    [property: Id(4)] bool BurnAfterReading,
    [property: Id(5)] Author Author,
    [property: Id(6)] bool IsMuted = false,
    [property: Id(7)] bool ToAnybody = false,
    [property: Id(8)] long? MessageId = null,
    [property: Id(9)] string? Wording = null,
    [property: Id(10)] bool AmongStrangers = false);
