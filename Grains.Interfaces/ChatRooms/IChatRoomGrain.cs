using System.Collections.Immutable;
using Orleans.Concurrency;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.ChatRooms;

/// <summary>One chat room: what it is called, who is in it now, what is said in it.</summary>
/// <remarks>Keyed by chat room id, from <c>IIdGeneratorGrain("room")</c>. It has no members: being in it is a property
/// of a socket, known to the socket's node and leased from here. Who may change it is for the caller to check: staff.
/// Every method may answer <see cref="ChatError.Unavailable"/>.</remarks>
[Alias("chat-room")]
public interface IChatRoomGrain : IGrainWithIntegerKey
{
    /// <summary>Makes the chat room, lists it, and tells everybody on line that it is open.</summary>
    /// <param name="name">1 to 64 characters, checked by the adapter.</param>
    /// <param name="avatar">Picture URL, or empty.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns>The chat room; the same call again answers it again. <see cref="ChatError.Forbidden"/> when there is
    /// another one under this id.</returns>
    [Alias("create")]
    Task<Reply<ChatRoomView>> CreateAsync(string name, string avatar, CancellationToken cancellation);

    /// <summary>The chat room, open or closed.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The view, or <see cref="ChatError.ChatRoomUnknown"/>.</returns>
    [Alias("get"), AlwaysInterleave]
    Task<Reply<ChatRoomView>> GetAsync(CancellationToken cancellation);

    /// <summary>Changes name or picture; null leaves one as it is.</summary>
    /// <param name="name">1 to 64 characters, checked by the adapter; or null.</param>
    /// <param name="avatar">Picture URL; or null.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.ChatRoomUnknown"/>.</returns>
    [Alias("edit")]
    Task<ChatError> EditAsync(string? name, string? avatar, CancellationToken cancellation);

    /// <summary>Opens, closes or deletes it, and tells everybody on line. To close and to delete puts everybody out, at
    /// a place of the log: nothing is said after it.</summary>
    /// <param name="status">What it becomes.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, also when it is so already; or <see cref="ChatError.ChatRoomUnknown"/>,
    /// also when it was deleted before.</returns>
    [Alias("set-status")]
    Task<ChatError> SetStatusAsync(ChatRoomStatus status, CancellationToken cancellation);

    /// <summary>A socket of a node came in: what is said from now on is announced to the node.</summary>
    /// <param name="node">The node's stream key.</param>
    /// <param name="userId">User id; 0 for a visitor.</param>
    /// <param name="visitorId">A visitor's own id of his device; empty for a user.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The last place taken; or <see cref="ChatError.ChatRoomUnknown"/> when it is not open.</returns>
    [Alias("enter"), AlwaysInterleave]
    Task<Reply<long>> EnterAsync(string node, int userId, string visitorId, CancellationToken cancellation);

    /// <summary>A node says who of its sockets is in here: announcements go there until the lease ends.</summary>
    /// <param name="node">The node's stream key.</param>
    /// <param name="guests">Everybody there; nobody ends the lease.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The last place taken; or <see cref="ChatError.ChatRoomUnknown"/> when it is not open: then nobody is in
    /// it.</returns>
    /// <remarks>A lease lasts ninety seconds; nodes renew it every thirty.</remarks>
    [Alias("listen"), AlwaysInterleave]
    Task<Reply<long>> ListenAsync(string node, ChatRoomGuests guests, CancellationToken cancellation);

    /// <summary>Who is in it now.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>They; or <see cref="ChatError.ChatRoomUnknown"/> when it is not open.</returns>
    [Alias("guests"), AlwaysInterleave]
    Task<Reply<ChatRoomGuests>> GuestsAsync(CancellationToken cancellation);

    /// <summary>Puts a message in its place. Who speaks for the first time gets his row in the log with it.</summary>
    /// <param name="draft">From a user whose socket is in here: his node has checked that.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns>The message; or <see cref="ChatError.ChatRoomUnknown"/> when it is not open,
    /// <see cref="ChatError.AnnouncementForbidden"/> for who is not staff,
    /// <see cref="ChatError.RateLimited"/>.</returns>
    /// <remarks>Interleaves: a thousand posts can wait for one commit. The order of calls by one caller is the order
    /// of their places.</remarks>
    [Alias("post"), AlwaysInterleave]
    Task<Reply<ChatMessage>> PostAsync(MessageDraft draft, CancellationToken cancellation);

    /// <summary>A page of its messages. Anybody may read an open one, staff every one.</summary>
    /// <param name="query">From where, how many; who asks does not matter.</param>
    /// <param name="asStaff">Whether staff reads.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The page, or <see cref="ChatError.ChatRoomUnknown"/>.</returns>
    [Alias("read"), AlwaysInterleave]
    Task<Reply<HistoryPage>> ReadAsync(HistoryQuery query, bool asStaff, CancellationToken cancellation);

    /// <summary>A node that has seen a hole in what was announced fetches what it missed.</summary>
    /// <param name="fromSeq">First place wanted.</param>
    /// <param name="toSeq">Last place wanted; at most 1,000 are answered.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>Messages in order. For nodes, not for users: no right is checked.</returns>
    [Alias("catch-up"), AlwaysInterleave]
    Task<ImmutableArray<ChatMessage>> CatchUpAsync(long fromSeq, long toSeq, CancellationToken cancellation);
}
