using OrleansChat.Conversations;

namespace OrleansChat.Receipts;

/// <summary>A message that one of its readers has not confirmed.</summary>
/// <param name="Message">The message, with its wording and the name of its sender.</param>
/// <param name="Stage"><see cref="DeliveryStage.Stored"/> or <see cref="DeliveryStage.Handed"/>.</param>
[GenerateSerializer, Immutable, Alias("receipt.undelivered")]
public sealed record Undelivered(
    [property: Id(0)] ChatMessage Message,
    [property: Id(1)] DeliveryStage Stage);
