using System.Collections.Immutable;
using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Friends;

/// <summary>What the two of a pair say to each other, friends or not.</summary>
internal sealed class FriendshipWords(
    IGrainFactory grains,
    Conversation conversation,
    ImmutableArray<int> users,
    PairRelations relations,
    FriendshipOptions options)
{
    private readonly KnownUsers _known = new(grains);

    /// <summary>Places what is said, after what the same sender said before.</summary>
    public Task<Reply<ChatMessage>> PostAsync(MessageDraft draft, CancellationToken cancellation)
    {
        var peer = Peer(draft.SenderId);
        return _known.Asking(peer) is { } underWay ? PostAfterAsync(underWay, draft, peer, cancellation)
            : MustExist(draft, peer) ? PostAfterAsync(_known.AskAsync(peer), draft, peer, cancellation)
            : PlaceAsync(draft, peer, ChatError.None, cancellation);
    }

    /// <summary>For nodes. Whether two are friends is what they are now, not what they were then.</summary>
    public async Task<ImmutableArray<ChatMessage>> CatchUpAsync(
        long fromSeq, long toSeq, CancellationToken cancellation)
    {
        var rows = await grains.NameAsync(
            await conversation.CatchUpAsync(fromSeq, toSeq, cancellation), cancellation);
        return AreStrangers(conversation.State) ? [.. rows.Select(row => row with { AmongStrangers = true })] : rows;
    }

    public async Task<Reply<PairPage>> PageAsync(PairQuery query, CancellationToken cancellation)
    {
        if (Peer(query.CallerId) is 0)
        {
            return ChatError.NotFriends;
        }

        var page = await conversation.PageAsync(query, cancellation);
        return page with { Messages = await grains.NameAsync(page.Messages, cancellation) };
    }

    private async Task<Reply<ChatMessage>> PostAfterAsync(
        Task<ChatError> asking, MessageDraft draft, int peer, CancellationToken cancellation)
    {
        var unknown = await asking;
        return await PlaceAsync(draft, peer, MustExist(draft, peer) ? unknown : ChatError.None, cancellation);
    }

    private Task<Reply<ChatMessage>> PlaceAsync(
        MessageDraft draft, int peer, ChatError unknown, CancellationToken cancellation)
    {
        var areFriends = AreFriends(draft.SenderId);
        var refusal = unknown is not ChatError.None
            ? unknown
            : FriendshipRules.Post(draft, areFriends || TalksToAnybody(draft, peer), relations.HasBlocked(peer));
        var areStrangers = !areFriends && AreStrangers(conversation.Ahead); // as they are at the place that it takes
        return conversation.PostAsync(
            draft.AmongStrangers == areStrangers ? draft : draft with { AmongStrangers = areStrangers },
            refusal,
            cancellation,
            areFriends ? [] : FriendshipRules.Correspond(conversation, users));
    }

    // Who is in the conversation exists. One who talks to himself does.
    private bool MustExist(MessageDraft draft, int peer) =>
        TalksToAnybody(draft, peer) && peer != draft.SenderId
        && !conversation.State.IsMember(peer) && !_known.Contains(peer);

    private bool TalksToAnybody(MessageDraft draft, int peer) =>
        peer is not 0 && (draft.ToAnybody || !options.RequiresFriend);

    // And neither is on the way out.
    private bool AreFriends(int userId) =>
        FriendshipRules.IsFriend(conversation.State, userId)
        && FriendshipRules.IsFriend(conversation.Ahead, userId);

    private bool AreStrangers(ConversationState state) =>
        options.RequiresFriend && !FriendshipRules.IsFriend(state, users[0]);

    private int Peer(int userId) => users.Contains(userId) ? users[0] + users[^1] - userId : 0;
}
