using System.Collections.Immutable;

namespace OrleansChat.Conversations;

/// <summary>The answer to a <see cref="HistoryQuery"/>.</summary>
/// <param name="Messages">Visible messages, newest first; none that the caller may not see.</param>
/// <param name="NextMessageId">Id of the first row not returned, to be asked for next; null at the end.</param>
[GenerateSerializer, Immutable, Alias("conversation.history-page")]
public sealed record HistoryPage(
    [property: Id(0)] ImmutableArray<ChatMessage> Messages,
    [property: Id(1)] long? NextMessageId);
