namespace OrleansChat.Receipts;

/// <summary>What a device was given of one conversation, or has confirmed.</summary>
/// <param name="Conversation">See <see cref="Conversations.ConversationKey"/>.</param>
/// <param name="After">The place before the first one.</param>
/// <param name="Seq">The last place. All messages of others after <paramref name="After"/> up to this one have come to
/// the stage.</param>
/// <param name="Stage"><see cref="DeliveryStage.Handed"/> or <see cref="DeliveryStage.Confirmed"/>.</param>
[GenerateSerializer, Immutable, Alias("receipt.receipt")]
public sealed record Receipt(
    [property: Id(0)] string Conversation,
    [property: Id(1)] long After,
    [property: Id(2)] long Seq,
    [property: Id(3)] DeliveryStage Stage);
