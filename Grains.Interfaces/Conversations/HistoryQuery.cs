namespace OrleansChat.Conversations;

/// <summary>A page of a conversation, newest first.</summary>
/// <param name="CallerId">Who reads; must be in the conversation.</param>
/// <param name="StartMessageId">The newest message id wanted, inclusive; null for the newest of all. Need not
/// exist.</param>
/// <param name="Count">Rows wanted, 1 to 1,000.</param>
/// <param name="Filter">Which of them; null for all.</param>
[GenerateSerializer, Immutable, Alias("conversation.history-query")]
public sealed record HistoryQuery(
    [property: Id(0)] int CallerId,
    [property: Id(1)] long? StartMessageId,
    [property: Id(2)] int Count,
    [property: Id(3)] HistoryFilter? Filter = null);
