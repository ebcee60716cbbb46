using System.Collections.Immutable;
using OrleansChat.Conversations;

namespace OrleansChat.Receipts;

/// <summary>What is worth storing, and how much may be asked for.</summary>
internal static class ReceiptRules
{
    private const int MaxListed = 1_000;

    /// <summary>Stretches of at least one place of direct conversations and rooms. Who enters a chat room misses
    /// nothing there.</summary>
    public static ImmutableArray<Receipt> Kept(ImmutableArray<Receipt> receipts) =>
        receipts.All(IsKept) ? receipts : [.. receipts.Where(IsKept)];

    /// <summary>Within the bounds of the contract.</summary>
    public static UndeliveredQuery Bounded(UndeliveredQuery query) =>
        query with { Limit = Math.Clamp(query.Limit, 1, MaxListed) };

    private static bool IsKept(Receipt receipt) =>
        receipt.Seq > Math.Max(receipt.After, 0)
        && receipt.Stage is DeliveryStage.Handed or DeliveryStage.Confirmed
        && !ConversationKey.IsChatRoom(receipt.Conversation);
}
