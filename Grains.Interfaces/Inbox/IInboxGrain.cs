using System.Collections.Immutable;
using Orleans.Concurrency;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;
using OrleansChat.Rooms;

namespace OrleansChat.Inbox;

/// <summary>One user's view over all of his conversations: which they are, how far he has read, what waits for
/// him.</summary>
/// <remarks>
/// Keyed by user id. Unread counts are computed from positions, never counted up. A position that was marked may be
/// lost within five seconds of a crash; it is never ahead of what was read.
/// </remarks>
[Alias("inbox")]
public interface IInboxGrain : IGrainWithIntegerKey
{
    /// <summary>Moves read positions forward; those behind the current ones are ignored.</summary>
    /// <param name="positions">At most one a conversation.</param>
    /// <param name="cancellation">Stops the wait.</param>
    [Alias("mark-read"), AlwaysInterleave]
    Task MarkReadAsync(ImmutableArray<ReadPosition> positions, CancellationToken cancellation);

    /// <summary>Conversations with messages of others after the read position. What a device of any protocol confirmed,
    /// and what was cleared in the list of chats, is read.</summary>
    /// <param name="direct">Friends when true, rooms when false.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>Only conversations that the user is in and that have a count, or
    /// <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("unread"), AlwaysInterleave]
    Task<Reply<ImmutableArray<UnreadView>>> UnreadAsync(bool direct, CancellationToken cancellation);

    /// <summary>Where a message is.</summary>
    /// <param name="messageId">Its id.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The key of its conversation, which the user is or was in, or <see cref="ChatError.MessageUnknown"/>,
    /// <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("locate"), AlwaysInterleave]
    Task<Reply<string>> LocateAsync(long messageId, CancellationToken cancellation);

    /// <summary>The user's rooms or friends.</summary>
    /// <param name="direct">Friends when true, rooms when false.</param>
    /// <param name="changedSinceUnixMs">0 for those that he is in now; otherwise all that changed at or after this
    /// time, left ones included.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>In the order of joining, or <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("conversations"), AlwaysInterleave]
    Task<Reply<ImmutableArray<ConversationView>>> ListAsync(bool direct, long changedSinceUnixMs, CancellationToken cancellation);

    /// <summary>The user's direct conversations in which something was said at or after a time. For nodes that may have
    /// missed it.</summary>
    /// <param name="sinceUnixMs">From when.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>Those with friends that he has now, and with others to whom he talks; or
    /// <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("recent"), AlwaysInterleave]
    Task<Reply<ImmutableArray<RecentConversation>>> RecentAsync(long sinceUnixMs, CancellationToken cancellation);

    /// <summary>Friend applications by or to the user, newest first.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>At most 1,000, or <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("applications"), AlwaysInterleave]
    Task<Reply<ImmutableArray<FriendApplication>>> ApplicationsAsync(CancellationToken cancellation);

    /// <summary>A page of the applications that the user made, those to him, and those to rooms in which he is a
    /// manager or the owner now. What was asked last comes first; asking again counts.</summary>
    /// <param name="startId">The number of the first one wanted; null for the newest. Need not exist.</param>
    /// <param name="count">Rows wanted, 1 to 1,000.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The page, or <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("page-applications"), AlwaysInterleave]
    Task<Reply<ApplicationPage>> PageApplicationsAsync(long? startId, int count, CancellationToken cancellation);

    /// <summary>Applications that wait for an answer by the user: those to him, and those to rooms in which he is a
    /// manager or the owner now.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>Their number, or <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("count-waiting"), AlwaysInterleave]
    Task<Reply<int>> CountWaitingAsync(CancellationToken cancellation);

    /// <summary>What was said in the user's conversations within a time, for a client that was away.</summary>
    /// <param name="query">Which, and how many.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>Message ids, the oldest first, or <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("missed"), AlwaysInterleave]
    Task<Reply<ImmutableArray<long>>> MissedAsync(MissedQuery query, CancellationToken cancellation);

    /// <summary>Messages by their ids.</summary>
    /// <param name="messageIds">At most 200.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>Those that the user may see now, with their authors, in the order of <see cref="MissedAsync"/>; or
    /// <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("messages"), AlwaysInterleave]
    Task<Reply<ImmutableArray<ChatMessage>>> MessagesAsync(
        ImmutableArray<long> messageIds, CancellationToken cancellation);

    /// <summary>What the user said to others and others to him, friends or not, in all of his direct conversations.
    /// Neither the server's own words nor what was taken back counts.</summary>
    /// <param name="skip">Newer messages to leave out; not negative.</param>
    /// <param name="count">Messages wanted, 1 to 100.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>Messages, the newest first, with names and wordings; fewer than asked at the end; or
    /// <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("page-direct"), AlwaysInterleave]
    Task<Reply<ImmutableArray<ChatMessage>>> PageDirectAsync(int skip, int count, CancellationToken cancellation);

    /// <summary>Keys of rooms that were passed to the user.</summary>
    /// <param name="atUnixMs">Those of this time and before it come first, then those after it; each the newest
    /// first.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>At most 1,000, or <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("room-keys"), AlwaysInterleave]
    Task<Reply<ImmutableArray<RoomKey>>> RoomKeysAsync(long atUnixMs, CancellationToken cancellation);

    /// <summary>What the user keeps of others for himself: whom he blocked, notes, whom he follows.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>Those he blocked first, then those with notes, at most 10,000; or
    /// <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("relations"), AlwaysInterleave]
    Task<Reply<ImmutableArray<Relation>>> RelationsAsync(CancellationToken cancellation);

    /// <summary>Those of these users who have blocked the user.</summary>
    /// <param name="others">At most 500.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>In no order, or <see cref="ChatError.Unavailable"/>.</returns>
    /// <remarks>Called by grains that bring people together; nobody is told who blocked him.</remarks>
    [Alias("blockers"), AlwaysInterleave]
    Task<Reply<ImmutableArray<int>>> BlockersAsync(ImmutableArray<int> others, CancellationToken cancellation);
}
