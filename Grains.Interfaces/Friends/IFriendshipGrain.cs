using System.Collections.Immutable;
using Orleans.Concurrency;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Friends;

/// <summary>Two users: whether they are friends, and what they say to each other. Or one user, and what he says to
/// himself.</summary>
/// <remarks>
/// Keyed by <see cref="ConversationKey.Pair"/>. Whatever this grain answers with success is committed. A caller who is
/// not one of the two gets <see cref="ChatError.NotFriends"/>. Every method may answer
/// <see cref="ChatError.Unavailable"/>.
/// </remarks>
[Alias("friendship")]
public interface IFriendshipGrain : IGrainWithStringKey
{
    /// <summary>Asks for friendship. Asking again renews the waiting application.</summary>
    /// <param name="request">Who asks, in what words. The adapter has checked that both users exist and what a room
    /// allows.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns>The application, or <see cref="ChatError.AlreadyFriends"/>, <see cref="ChatError.Blocked"/>,
    /// <see cref="ChatError.Oneself"/>.</returns>
    [Alias("request")]
    Task<Reply<FriendApplication>> RequestAsync(FriendRequest request, CancellationToken cancellation);

    /// <summary>Answers an application.</summary>
    /// <param name="callerId">The one who was asked.</param>
    /// <param name="accepts">Yes or no.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns>The application, or <see cref="ChatError.RequestUnknown"/>,
    /// <see cref="ChatError.RequestHandled"/>.</returns>
    [Alias("respond")]
    Task<Reply<FriendApplication>> RespondAsync(int callerId, bool accepts, CancellationToken cancellation);

    /// <summary>Ends the friendship for both.</summary>
    /// <param name="callerId">One of the two.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.NotFriends"/>.</returns>
    [Alias("end")]
    Task<ChatError> EndAsync(int callerId, CancellationToken cancellation);

    /// <summary>The friend as the caller keeps him.</summary>
    /// <param name="callerId">One of the two.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The view, or <see cref="ChatError.NotFriends"/>.</returns>
    [Alias("get"), AlwaysInterleave]
    Task<Reply<FriendView>> GetAsync(int callerId, CancellationToken cancellation);

    /// <summary>Changes how the caller keeps the friend; null leaves a setting as it is.</summary>
    /// <param name="callerId">One of the two.</param>
    /// <param name="settings">What to change.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.NotFriends"/>.</returns>
    [Alias("set")]
    Task<ChatError> SetAsync(int callerId, MemberSettings settings, CancellationToken cancellation);

    /// <summary>Appends a message and announces it to the nodes of both users. Durable when this returns.</summary>
    /// <param name="draft">What one of the two wants to say. A retry yields the first message again.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns>The message in its place, or <see cref="ChatError.NotFriends"/>, <see cref="ChatError.Muted"/>,
    /// <see cref="ChatError.Blocked"/>, <see cref="ChatError.RateLimited"/>; of a draft to anybody
    /// <see cref="ChatError.UserUnknown"/> when the other one does not exist.</returns>
    /// <remarks>Interleaves: many posts can wait for one commit. The order of calls by one caller is the order of
    /// their places.</remarks>
    [Alias("post"), AlwaysInterleave]
    Task<Reply<ChatMessage>> PostAsync(MessageDraft draft, CancellationToken cancellation);

    /// <summary>Takes the caller's message back, or deletes it. Durable and announced when this returns.</summary>
    /// <param name="command">Who and which. The alert that says so comes after it.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.NotFriends"/>, <see cref="ChatError.Muted"/>,
    /// <see cref="ChatError.MessageUnknown"/> (also when it was recalled before),
    /// <see cref="ChatError.RecallRefused"/>, <see cref="ChatError.RecallTooLate"/>.</returns>
    [Alias("recall")]
    Task<ChatError> RecallAsync(RecallMessage command, CancellationToken cancellation);

    /// <summary>A page of what the two said.</summary>
    /// <param name="query">Who, from where, how many.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The page, or <see cref="ChatError.NotFriends"/>.</returns>
    [Alias("read"), AlwaysInterleave]
    Task<Reply<HistoryPage>> ReadAsync(HistoryQuery query, CancellationToken cancellation);

    /// <summary>A page, by number, of what the two said, friends or not. Neither the server's own words nor what was taken
    /// back counts.</summary>
    /// <param name="query">Who, from which end, how far from it, how many.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The page, empty beyond the end; or <see cref="ChatError.NotFriends"/>.</returns>
    /// <remarks>What it costs grows with the page and with what does not count, not with the conversation.</remarks>
    [Alias("page"), AlwaysInterleave]
    Task<Reply<PairPage>> PageAsync(PairQuery query, CancellationToken cancellation);

    /// <summary>A node that has seen a hole in what was announced fetches what it missed.</summary>
    /// <param name="fromSeq">First place wanted.</param>
    /// <param name="toSeq">Last place wanted; at most 1,000 are answered.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>Messages in order, those of two who are no friends now as among strangers. For nodes, not for users: no
    /// right is checked.</returns>
    [Alias("catch-up"), AlwaysInterleave]
    Task<ImmutableArray<ChatMessage>> CatchUpAsync(long fromSeq, long toSeq, CancellationToken cancellation);

    /// <summary>One of the two is on other nodes than his presence said when this conversation asked.</summary>
    /// <param name="userId">Which of the two.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <remarks>Called by <see cref="Presence.IPresenceGrain"/> alone.</remarks>
    [Alias("presence-changed"), AlwaysInterleave]
    Task PresenceChangedAsync(int userId, CancellationToken cancellation);

    /// <summary>What the caller keeps of the other for himself, friends or not.</summary>
    /// <param name="callerId">One of the two.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>It, or <see cref="ChatError.NotFriends"/>.</returns>
    [Alias("relation"), AlwaysInterleave]
    Task<Reply<Relation>> GetRelationAsync(int callerId, CancellationToken cancellation);

    /// <summary>Changes what the caller keeps of the other.</summary>
    /// <param name="callerId">One of the two; for notes, a friend.</param>
    /// <param name="edit">What to change.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.NotFriends"/>, <see cref="ChatError.Oneself"/>.
    /// </returns>
    [Alias("set-relation")]
    Task<ChatError> SetRelationAsync(int callerId, RelationEdit edit, CancellationToken cancellation);
}
