using System.Collections.Immutable;

namespace OrleansChat.Receipts;

/// <summary>What users' devices were given and have confirmed, and what the log says waits. Writes of many users share a
/// commit.</summary>
/// <remarks>
/// What others said to a user: visible rows that were not recalled and are not his own (but for his conversation with
/// himself), of direct conversations that he ever had, and of the rooms that he is in, after the place at which he came.
/// </remarks>
public interface IReceiptStore
{
    /// <summary>Puts stretches to those that are stored. Nothing goes back, in whatever order they come; none passes
    /// the end of its conversation. Durable when it returns.</summary>
    Task SaveAsync(int userId, ImmutableArray<Receipt> receipts, CancellationToken cancellation);

    /// <summary>Those of the messages that others said to the user while he was there, each as a confirmed stretch that
    /// holds no other such message.</summary>
    Task<ImmutableArray<Receipt>> LocateAsync(
        int userId, ImmutableArray<long> messageIds, CancellationToken cancellation);

    /// <summary>See <see cref="IReceiptGrain.UndeliveredAsync"/>; without names.</summary>
    Task<ImmutableArray<Undelivered>> ListAsync(int userId, UndeliveredQuery query, CancellationToken cancellation);

    /// <summary>See <see cref="IReceiptGrain.CountAsync"/>.</summary>
    Task<UndeliveredCount> CountAsync(int userId, CancellationToken cancellation);

    /// <summary>See <see cref="IReceiptGrain.StagesAsync"/>.</summary>
    Task<ImmutableArray<DeliveryStage>> StagesAsync(
        int userId, string conversation, ImmutableArray<long> places, CancellationToken cancellation);
}
