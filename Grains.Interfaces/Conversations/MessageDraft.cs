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
[GenerateSerializer, Immutable, Alias("conversation.message-draft")]
public sealed record MessageDraft(
    [property: Id(0)] int SenderId,
    [property: Id(1)] string? ClientMessageId,
    [property: Id(2)] MessageKind Kind,
    [property: Id(3)] string Body,
    [property: Id(4)] bool BurnAfterReading,
    [property: Id(5)] Author Author,
    [property: Id(6)] bool IsMuted = false);
