using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>What one socket says: in order for each target, acknowledged when it is stored.</summary>
internal sealed class ImSpeaker
{
    private readonly SocketSession _socket;
    private readonly ImCodec _codec;
    private readonly ImParts _parts;
    private readonly KnownProfile _me;
    private readonly TargetLanes<(ImChatType Type, long Target), ImPost> _lanes;
    private long _keys;

    public ImSpeaker(SocketSession socket, ImCodec codec, ImParts parts)
    {
        _socket = socket;
        _codec = codec;
        _parts = parts;
        _me = new KnownProfile(socket.Identity.UserId, parts.Grains, parts.Retries, parts.Clock);
        _lanes = new TargetLanes<(ImChatType Type, long Target), ImPost>(socket, PostAsync);
    }

    /// <summary>Complete when the next frame may be read.</summary>
    public ValueTask SayAsync(ImPost post) => _lanes.EnterAsync((post.ChatType, post.Target), post);

    /// <summary>The account has changed.</summary>
    public void Forget() => _me.Forget();

    private async ValueTask PostAsync(ImPost post)
    {
        var me = await _me.GetAsync(post.Cancellation);
        if (!me.Ok)
        {
            Refuse(post, ImRefusal.Of(me.Error));
            return;
        }

        if (post.ChatType is ImChatType.Room
            && await _parts.Fanout.ChatRooms.EnterAsync(_socket, post.Target, post.Cancellation) is var error
            && error is not ChatError.None)
        {
            Refuse(post, ImRefusal.Of(error));
            return;
        }

        var ownKey = post.Id == 0 ? ServerMessageKey.Of(_socket.Id, Interlocked.Increment(ref _keys)) : "";
        var (stored, refusal) = await _parts.Posting.PostAsync(post, me.Value!, ownKey);
        if (stored is null)
        {
            Refuse(post, refusal);
            return;
        }

        _socket.TrySend(_parts.Frames.Ack(
            stored.MessageId, _socket.Identity.UserId, post.ChatType, post.TeamId, _codec.IdsAsText));
        _parts.Fanout.Expect(stored);
    }

    private void Refuse(ImPost post, ImRefusal refusal) => _socket.TrySend(_parts.Frames.Error(
        refusal,
        post.Id == 0 ? null : post.Id,
        _socket.Identity.UserId,
        post.ChatType,
        post.TeamId,
        _codec.IdsAsText));
}
