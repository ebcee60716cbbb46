using System.Collections.Immutable;
using Orleans.Concurrency;
using OrleansChat.Errors;

namespace OrleansChat.Receipts;

/// <summary>Which messages have come to one user: for protocols whose devices confirm them one by one, and for what
/// waits for those that were away.</summary>
/// <remarks>
/// Keyed by user id. A message of somebody else is confirmed when a device confirmed it, or when a device whose protocol
/// confirms nothing took it (<see cref="Inbox.IInboxGrain.MarkReadAsync"/>). Nothing is a queue of its own: what is not
/// confirmed is read from the log, so it cannot differ from history. Confirmations that come out of order are
/// remembered exactly, 1,000 stretches a conversation; the oldest of more are forgotten and their messages come again.
/// What a user sends to himself waits for him as another's words do. Source: semantics.md, delivery 6 and 7; im.md
/// decisions 8 to 12.
/// </remarks>
[Alias("receipt")]
public interface IReceiptGrain : IGrainWithIntegerKey
{
    /// <summary>A node reports what its sockets were given and have confirmed. Stages never go back.</summary>
    /// <param name="receipts">In any order.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <remarks>Durable when it returns. What a node did not report yet when it is lost comes again.</remarks>
    [Alias("report"), AlwaysInterleave]
    Task ReportAsync(ImmutableArray<Receipt> receipts, CancellationToken cancellation);

    /// <summary>A device confirms messages that the node does not know, such as those fetched over HTTP.</summary>
    /// <param name="messageIds">At most 1,000.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns>How many were messages of others to this user; the rest has no effect. Or
    /// <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("confirm"), AlwaysInterleave]
    Task<Reply<int>> ConfirmAsync(ImmutableArray<long> messageIds, CancellationToken cancellation);

    /// <summary>What others said to the user and no device of his has confirmed.</summary>
    /// <param name="query">Which, and how many.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>In the order of time, within a conversation in the order of places; or
    /// <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("undelivered"), AlwaysInterleave]
    Task<Reply<ImmutableArray<Undelivered>>> UndeliveredAsync(UndeliveredQuery query, CancellationToken cancellation);

    /// <summary>How much of the same waits in direct conversations and rooms.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The numbers, or <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("count"), AlwaysInterleave]
    Task<Reply<UndeliveredCount>> CountAsync(CancellationToken cancellation);

    /// <summary>How far messages of one conversation have come to the user.</summary>
    /// <param name="conversation">See <see cref="Conversations.ConversationKey"/>.</param>
    /// <param name="places">Places of messages that he did not send.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>A stage for each place, in the order asked; or <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("stages"), AlwaysInterleave]
    Task<Reply<ImmutableArray<DeliveryStage>>> StagesAsync(
        string conversation, ImmutableArray<long> places, CancellationToken cancellation);
}
