using OrleansChat.ChatRooms;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;
using OrleansChat.Rooms;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Files;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>Puts messages of this protocol's clients into their conversations, once each: an id that is somebody
/// else's, or another message's, is refused.</summary>
internal sealed class ImPosting(
    IClusterClient grains, GrainRetries retries, ImReservations reservations, ImCodecs codecs, FileSharing files, TimeProvider clock)
{
    /// <summary>Stores a message.</summary>
    /// <param name="post">The message.</param>
    /// <param name="sender">Who says it.</param>
    /// <param name="ownKey">Its key when the client gave it no id.</param>
    /// <returns>The stored message, without an author when it was stored before; or why it was not.</returns>
    public async ValueTask<(ChatMessage? Stored, ImRefusal Refusal)> PostAsync(
        ImPost post, KnownProfile.Memory sender, string ownKey)
    {
        var userId = sender.Profile.UserId;
        if (post.Id != 0 && await MayUseAsync(post.Id, userId, post.Cancellation) is { } refusal)
        {
            return (null, refusal);
        }

        var shared = await files.ShareAsync(
            userId, post.ConversationOf(userId), post.Stored.Body, post.Cancellation);
        if (shared is not ChatError.None)
        {
            return (null, ImRefusal.Of(shared));
        }

        var draft = new MessageDraft(
            userId,
            post.Id == 0 ? ownKey : null,
            post.Stored.Kind,
            post.Stored.Body,
            BurnAfterReading: false,
            sender.Author,
            IsMuted: sender.Profile.IsMutedAt(clock.GetUtcNow().ToUnixTimeMilliseconds()),
            ToAnybody: post.ChatType is ImChatType.Single,
            MessageId: post.Id == 0 ? null : post.Id,
            Wording: post.Stored.Wording);
        var reply = await PostAsync(post, draft);
        return !reply.Ok ? (null, ImRefusal.Of(reply.Error))
            : reply.Value!.Author is null && !IsSame(reply.Value, post, userId) ? (null, ImRefusal.IdTaken)
            : (reply.Value, default);
    }

    private ValueTask<Reply<ChatMessage>> PostAsync(ImPost post, MessageDraft draft) => post.ChatType switch
    {
        ImChatType.Single => retries.AskAsync(
            (
                Pair: grains.GetGrain<IFriendshipGrain>(ConversationKey.Pair(draft.SenderId, (int)post.Target)),
                post,
                draft),
            static call => call.Pair.PostAsync(call.draft, call.post.Cancellation),
            GrainRetries.ForPosts,
            post.Cancellation),
        ImChatType.Group => retries.AskAsync(
            (Room: grains.GetGrain<IRoomGrain>(post.Target), post, draft),
            static call => call.Room.PostAsync(call.draft, call.post.Cancellation),
            GrainRetries.ForPosts,
            post.Cancellation),
        _ => retries.AskAsync(
            (ChatRoom: grains.GetGrain<IChatRoomGrain>(post.Target), post, draft),
            static call => call.ChatRoom.PostAsync(call.draft, call.post.Cancellation),
            GrainRetries.ForPosts,
            post.Cancellation),
    };

    /// <summary>Ids that the server gave out lately may be somebody else's.</summary>
    /// <returns>Why the user may not use it, or null.</returns>
    private async ValueTask<ImRefusal?> MayUseAsync(long id, int userId, CancellationToken cancellation)
    {
        if (!ImIds.MayBeReserved(id, clock.GetUtcNow()) || reservations.IsFor(userId, id))
        {
            return null;
        }

        var refused = await retries.AskValueAsync(
            (Share: grains.GetGrain<IReservedIdGrain>(ReservedIds.ShareOf(id)), id, userId, cancellation),
            static call => call.Share.RefusedAsync([call.id], call.userId, call.cancellation),
            GrainRetries.ForOthers,
            cancellation);
        return !refused.Ok ? ImRefusal.Of(refused.Error)
            : refused.Value.IsEmpty ? null
            : ImRefusal.IdTaken;
    }

    /// <summary>Whether the message that has the id is this one. The time that a client writes may differ in its second
    /// try. One that was taken back since has no words to compare.</summary>
    private bool IsSame(ChatMessage stored, ImPost post, int userId)
    {
        if (stored.SenderId != userId || stored.Conversation != post.ConversationOf(userId))
        {
            return false;
        }

        if (stored.IsRecalled
            || (stored.Kind == post.Stored.Kind
                && stored.Body == post.Stored.Body
                && stored.Wording == post.Stored.Wording))
        {
            return true;
        }

        var again = stored with
        {
            Kind = post.Stored.Kind,
            Body = post.Stored.Body,
            Wording = post.Stored.Wording,
        };
        return ImShown.Of(stored, codecs.View) with { Timestamp = 0 }
            == ImShown.Of(again, codecs.View) with { Timestamp = 0 };
    }
}
