namespace OrleansChat.Conversations;

/// <summary>The wish to take a message back, or to delete it: for everybody.</summary>
/// <param name="CallerId">Who wants it. From the session, never from a frame.</param>
/// <param name="MessageId">Which message.</param>
/// <param name="IsDeletion">Deleted: one's own message, whenever. Otherwise taken back: one's own within ten minutes, or
/// that of a member of lower rank.</param>
/// <param name="Caller">How the caller is shown.</param>
/// <param name="IsMuted">Whether the caller may speak nowhere now.</param>
[GenerateSerializer, Immutable, Alias("conversation.recall")]
public sealed record RecallMessage(
    [property: Id(0)] int CallerId,
    [property: Id(1)] long MessageId,
    [property: Id(2)] bool IsDeletion,
    [property: Id(3)] Author Caller,
    [property: Id(4)] bool IsMuted = false);
