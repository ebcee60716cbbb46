using System.Collections.Immutable;
using Orleans.Concurrency;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Rooms;

/// <summary>One room: who is in it, what they may do, and the order of its messages.</summary>
/// <remarks>
/// Keyed by room id. Membership changes and messages share one sequence. Whatever this grain answers with success is
/// committed.
/// Every method may answer <see cref="ChatError.Unavailable"/> when the database does not.
/// </remarks>
[Alias("room")]
public interface IRoomGrain : IGrainWithIntegerKey
{
    /// <summary>Creates the room under this id, which an <c>IIdGeneratorGrain</c> gave out and nobody used before. Those
    /// who have blocked the owner are left out.</summary>
    /// <param name="command">Who and what.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns>The room as the owner sees it, also when the same command made it before; or
    /// <see cref="ChatError.AlreadyMember"/> when the id is taken by another,
    /// <see cref="ChatError.InvalidValue"/> above 500 invited.</returns>
    [Alias("create")]
    Task<Reply<RoomView>> CreateAsync(CreateRoom command, CancellationToken cancellation);

    /// <summary>The room as a caller sees it. A stranger sees name, picture and join policy.</summary>
    /// <param name="callerId">Who asks.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The view, or <see cref="ChatError.RoomUnknown"/>.</returns>
    [Alias("get"), AlwaysInterleave]
    Task<Reply<RoomView>> GetAsync(int callerId, CancellationToken cancellation);

    /// <summary>Whose room it is: for adapters whose calls are made in the owner's name.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The user id, or <see cref="ChatError.RoomUnknown"/>.</returns>
    [Alias("owner"), AlwaysInterleave]
    Task<Reply<int>> FindOwnerAsync(CancellationToken cancellation);

    /// <summary>All members in the order of joining.</summary>
    /// <param name="callerId">Who asks; a member.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The members, or <see cref="ChatError.RoomUnknown"/>, <see cref="ChatError.NotMember"/>.</returns>
    [Alias("members"), AlwaysInterleave]
    Task<Reply<ImmutableArray<MemberView>>> ListMembersAsync(int callerId, CancellationToken cancellation);

    /// <summary>One member.</summary>
    /// <param name="callerId">Who asks; a member.</param>
    /// <param name="userId">Whom about.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The member, or <see cref="ChatError.RoomUnknown"/>, <see cref="ChatError.NotMember"/> for either of
    /// the two.</returns>
    [Alias("member"), AlwaysInterleave]
    Task<Reply<MemberView>> GetMemberAsync(int callerId, int userId, CancellationToken cancellation);

    /// <summary>Members whose name, here or everywhere, contains a text in any case. Names of accounts may be a minute
    /// old.</summary>
    /// <param name="callerId">Who asks; a member.</param>
    /// <param name="query">The text; not empty.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>In the order of joining, at most 200; or <see cref="ChatError.RoomUnknown"/>,
    /// <see cref="ChatError.NotMember"/>.</returns>
    [Alias("find-members"), AlwaysInterleave]
    Task<Reply<ImmutableArray<MemberView>>> FindMembersAsync(int callerId, string query, CancellationToken cancellation);

    /// <summary>Members with at least one open socket.</summary>
    /// <param name="callerId">Who asks; a member.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>Their number, or <see cref="ChatError.RoomUnknown"/>, <see cref="ChatError.NotMember"/>.</returns>
    [Alias("count-online"), AlwaysInterleave]
    Task<Reply<int>> CountOnlineAsync(int callerId, CancellationToken cancellation);

    /// <summary>Changes name, picture or permissions.</summary>
    /// <param name="callerId">A manager or the owner.</param>
    /// <param name="edit">What to change.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.RoomUnknown"/>,
    /// <see cref="ChatError.NotMember"/>, <see cref="ChatError.Forbidden"/>.</returns>
    [Alias("edit")]
    Task<ChatError> EditAsync(int callerId, RoomEdit edit, CancellationToken cancellation);

    /// <summary>Changes how the caller keeps the room, and his name there.</summary>
    /// <param name="callerId">A member.</param>
    /// <param name="settings">What to change.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.RoomUnknown"/>,
    /// <see cref="ChatError.NotMember"/>.</returns>
    [Alias("set")]
    Task<ChatError> SetAsync(int callerId, MemberSettings settings, CancellationToken cancellation);

    /// <summary>Gives a member another rank. Who makes another the owner is an ordinary member afterwards.</summary>
    /// <param name="callerId">The owner; or who was it and says once more to whom he handed the room over.</param>
    /// <param name="userId">Another member.</param>
    /// <param name="level">The rank.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.RoomUnknown"/>,
    /// <see cref="ChatError.NotMember"/> for either of the two, <see cref="ChatError.Forbidden"/>,
    /// <see cref="ChatError.Oneself"/>, <see cref="ChatError.InvalidValue"/>.</returns>
    [Alias("set-level")]
    Task<ChatError> SetLevelAsync(int callerId, int userId, MemberLevel level, CancellationToken cancellation);

    /// <summary>Says who may speak from now on. In force, and in order with messages, when this returns.</summary>
    /// <param name="callerId">A manager or the owner.</param>
    /// <param name="edit">The rule; nobody of rank on the black list.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.RoomUnknown"/>,
    /// <see cref="ChatError.NotMember"/> for any of them, <see cref="ChatError.Forbidden"/>,
    /// <see cref="ChatError.InvalidValue"/> for a list that is missing or one too many and for a time that has
    /// passed.</returns>
    [Alias("mute")]
    Task<ChatError> MuteAsync(int callerId, MuteEdit edit, CancellationToken cancellation);

    /// <summary>Keeps one member from speaking, or lets him again. Where nobody may speak, to let one means that he
    /// alone may.</summary>
    /// <param name="callerId">A manager or the owner.</param>
    /// <param name="userId">An ordinary member.</param>
    /// <param name="untilUnixMs">Until when, at most <see cref="MuteTimes.Forever"/>; 0 lets him again.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.RoomUnknown"/>,
    /// <see cref="ChatError.NotMember"/> for either of the two, <see cref="ChatError.Forbidden"/>,
    /// <see cref="ChatError.InvalidValue"/> for a time that has passed.</returns>
    [Alias("mute-member")]
    Task<ChatError> MuteMemberAsync(int callerId, int userId, long untilUnixMs, CancellationToken cancellation);

    /// <summary>Brings people in; those who are members already, and those who have blocked the caller, are left out.
    /// Where managers approve, those whom an ordinary member invites apply.</summary>
    /// <param name="callerId">A member; a manager where the room is closed.</param>
    /// <param name="userIds">Existing users, at most 500.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns>What became of them, or <see cref="ChatError.RoomUnknown"/>,
    /// <see cref="ChatError.NotMember"/>, <see cref="ChatError.Forbidden"/>, <see cref="ChatError.Blocked"/> when nobody
    /// is left.</returns>
    [Alias("invite")]
    Task<Reply<RoomEntry>> InviteAsync(int callerId, ImmutableArray<int> userIds, CancellationToken cancellation);

    /// <summary>Comes in where the room is open; asks the managers where they approve. Asking again renews the
    /// application.</summary>
    /// <param name="callerId">No member.</param>
    /// <param name="reason">Shown to the managers; may be empty.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns>What became of it, or <see cref="ChatError.RoomUnknown"/>, <see cref="ChatError.AlreadyMember"/>,
    /// <see cref="ChatError.JoinForbidden"/>.</returns>
    [Alias("apply")]
    Task<Reply<RoomEntry>> ApplyAsync(int callerId, string reason, CancellationToken cancellation);

    /// <summary>Answers an application.</summary>
    /// <param name="callerId">A manager or the owner.</param>
    /// <param name="applicantId">Who applied.</param>
    /// <param name="accepts">Yes or no.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.RoomUnknown"/>,
    /// <see cref="ChatError.NotMember"/>, <see cref="ChatError.Forbidden"/>, <see cref="ChatError.RequestUnknown"/>,
    /// <see cref="ChatError.RequestHandled"/>, <see cref="ChatError.AlreadyMember"/> for a no to one who has come in
    /// otherwise.</returns>
    [Alias("approve")]
    Task<ChatError> ApproveAsync(int callerId, int applicantId, bool accepts, CancellationToken cancellation);

    /// <summary>The caller leaves.</summary>
    /// <param name="callerId">A member who is not the owner.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.RoomUnknown"/>,
    /// <see cref="ChatError.NotMember"/>, <see cref="ChatError.OwnerMustStay"/>.</returns>
    [Alias("leave")]
    Task<ChatError> LeaveAsync(int callerId, CancellationToken cancellation);

    /// <summary>Puts members out: all of them or none.</summary>
    /// <param name="callerId">A manager or the owner, of higher rank than each of them.</param>
    /// <param name="userIds">Members, at least one.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.RoomUnknown"/>,
    /// <see cref="ChatError.NotMember"/>, <see cref="ChatError.Forbidden"/>,
    /// <see cref="ChatError.TargetNotMember"/>.</returns>
    [Alias("remove")]
    Task<ChatError> RemoveAsync(int callerId, ImmutableArray<int> userIds, CancellationToken cancellation);

    /// <summary>Ends the room: everybody leaves, nothing more is said or read.</summary>
    /// <param name="callerId">The owner.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.RoomUnknown"/>,
    /// <see cref="ChatError.NotMember"/>, <see cref="ChatError.Forbidden"/>.</returns>
    [Alias("dissolve")]
    Task<ChatError> DissolveAsync(int callerId, CancellationToken cancellation);

    /// <summary>Appends a message and announces it to every node with listeners. Durable when this returns.</summary>
    /// <param name="draft">What a member wants to say. A retry yields the first message again.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns> The message in its place; or <see cref="ChatError.RoomUnknown"/>, <see cref="ChatError.NotMember"/>,
    /// <see cref="ChatError.Muted"/>, <see cref="ChatError.AnnouncementForbidden"/>,
    /// <see cref="ChatError.RateLimited"/>.
    /// </returns>
    /// <remarks>Interleaves: a thousand posts can wait for one commit. The order of calls by one caller is the order
    /// of their places.</remarks>
    [Alias("post"), AlwaysInterleave]
    Task<Reply<ChatMessage>> PostAsync(MessageDraft draft, CancellationToken cancellation);

    /// <summary>Takes a message back, or deletes it. Durable and announced when this returns.</summary>
    /// <param name="command">Who and which. The alert that says so comes after it.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.RoomUnknown"/>,
    /// <see cref="ChatError.NotMember"/>, <see cref="ChatError.Muted"/>, <see cref="ChatError.MessageUnknown"/> (also
    /// when it was recalled before), <see cref="ChatError.RecallRefused"/>, <see cref="ChatError.RecallTooLate"/>.
    /// </returns>
    [Alias("recall")]
    Task<ChatError> RecallAsync(RecallMessage command, CancellationToken cancellation);

    /// <summary>A page of the room's messages: from when the caller joined, or from the first where the room shows
    /// that.</summary>
    /// <param name="query">Who, from where, how many.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The page, or <see cref="ChatError.RoomUnknown"/>, <see cref="ChatError.NotMember"/>.</returns>
    [Alias("read"), AlwaysInterleave]
    Task<Reply<HistoryPage>> ReadAsync(HistoryQuery query, CancellationToken cancellation);

    /// <summary>A page of the room's announcements, as far back as the caller may read.</summary>
    /// <param name="query">Who, from where, how many.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The page, or <see cref="ChatError.RoomUnknown"/>, <see cref="ChatError.NotMember"/>.</returns>
    [Alias("read-announcements"), AlwaysInterleave]
    Task<Reply<AnnouncementPage>> ReadAnnouncementsAsync(HistoryQuery query, CancellationToken cancellation);

    /// <summary>Two members became friends through the room: it is said there.</summary>
    /// <param name="applicantId">Who asked.</param>
    /// <param name="friendId">Who said yes.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.NotMember"/> when one of them has left.</returns>
    /// <remarks>Called by <see cref="Friends.IFriendshipGrain"/> alone.</remarks>
    [Alias("tell-friendship")]
    Task<ChatError> TellFriendshipAsync(int applicantId, int friendId, CancellationToken cancellation);

    /// <summary>A node that has seen a hole in what was announced fetches what it missed.</summary>
    /// <param name="fromSeq">First place wanted.</param>
    /// <param name="toSeq">Last place wanted; at most 1,000 are answered.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>Messages in order. For nodes, not for users: no right is checked.</returns>
    [Alias("catch-up"), AlwaysInterleave]
    Task<ImmutableArray<ChatMessage>> CatchUpAsync(long fromSeq, long toSeq, CancellationToken cancellation);

    /// <summary>Tells the room who listens on a node: announcements go there until the lease ends.</summary>
    /// <param name="change">Who came and who went since the last call, or the whole list; a list of nobody ends the
    /// lease.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The last place taken: what comes after it will be announced. Or
    /// <see cref="ListenerChange.ListUnknown"/>: nothing was changed, send the whole list.</returns>
    /// <remarks>A lease lasts ninety seconds; nodes renew it every thirty, with a change that is empty.</remarks>
    [Alias("listen-changes"), AlwaysInterleave]
    Task<long> ListenAsync(ListenerChange change, CancellationToken cancellation);
}
