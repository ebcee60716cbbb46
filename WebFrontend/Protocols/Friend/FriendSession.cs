using System.Buffers;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Friends;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>One socket: a frame comes in, a grain is asked. Success is silent; a refusal is a frame of user 0.</summary>
/// <remarks>Source: friend.md, OnMessage; decisions 3, 4, 9, 10, 17, 18 and 3c.</remarks>
internal sealed class FriendSession : ISocketHandler
{
    private const string Heart = "heart";

    private readonly SocketSession _socket;
    private readonly FriendParts _parts;
    private readonly FriendBacklog _backlog;
    private readonly KnownProfile _me;
    private readonly UnknownReceivers _unknown;
    private TargetLanes<int, FriendPost>? _lanes;
    private long _keys;

    /// <summary>Made before the socket is registered: from then on live messages wait behind the older ones.</summary>
    public FriendSession(SocketSession socket, FriendParts parts)
    {
        _socket = socket;
        _parts = parts;
        _backlog = new FriendBacklog(socket, socket.Hold(), parts);
        _me = new KnownProfile(socket.Identity.UserId, parts.Grains, parts.Retries, parts.Clock);
        _unknown = new UnknownReceivers(parts.Clock);
    }

    private int UserId => _socket.Identity.UserId;

    /// <summary>The client may write while it is shown what waited for it.</summary>
    public ValueTask OnOpenAsync(CancellationToken cancellation)
    {
        _ = _backlog.ShowAsync();
        return default;
    }

    public async ValueTask OnTextAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation)
    {
        var input = FriendFrameReader.Read(frame.Span);
        switch (input.Kind)
        {
            case FriendInputKind.Ping:
                _socket.TrySend("pong"u8.ToArray());
                break;
            case FriendInputKind.Nothing:
            case FriendInputKind.Message when _parts.Options.SwallowsHeart && input.Text == Heart:
                break;
            case FriendInputKind.Malformed:
                Refuse(UserId, FriendErrors.Malformed);
                break;
            case FriendInputKind.TooLong:
                Refuse(UserId, FriendErrors.TooLong);
                break;
            case FriendInputKind.UnknownReceiver:
                Refuse(0, FriendErrors.UserUnknown, input.ShownTo);
                CloseOnUnknown();
                break;
            default:
                _lanes ??= new TargetLanes<int, FriendPost>(_socket, PostAsync);
                await _lanes.EnterAsync(input.To, new FriendPost(input, cancellation));
                break;
        }
    }

    public void OnRateLimited(ReadOnlyMemory<byte> frame) =>
        Refuse(UserId, FriendErrors.TextOf(ChatError.RateLimited));

    public void OnSessionEnded(Notice notice) => _socket.Close(SocketCloseCode.Normal, "");

    /// <summary>The next message shows the new name, or is refused.</summary>
    public void OnProfileChanged() => _me.Forget();

    private async ValueTask PostAsync(FriendPost post)
    {
        var error = post.Input.To <= 0 ? ChatError.UserUnknown : await StoreAsync(post);
        switch (error)
        {
            case ChatError.None:
                break;
            case ChatError.UserUnknown or ChatError.NotFriends or ChatError.Blocked:
                Refuse(post.Input.To, FriendErrors.UserUnknown);
                CloseOnUnknown();
                if (_unknown.Add())
                {
                    _socket.Close(SocketCloseCode.PolicyViolation, "too many unknown receivers");
                }

                break;
            default:
                Refuse(UserId, FriendErrors.TextOf(error));
                break;
        }
    }

    private async ValueTask<ChatError> StoreAsync(FriendPost post)
    {
        var (input, cancellation) = (post.Input, post.Cancellation);
        var me = await _me.GetAsync(cancellation);
        if (!me.Ok)
        {
            return me.Error is ChatError.UserUnknown ? ChatError.Unauthenticated : me.Error;
        }

        var conversation = ConversationKey.Direct(UserId, input.To);
        var shared = await _parts.Files.ShareAsync(UserId, conversation, input.Text, cancellation);
        if (shared is not ChatError.None)
        {
            return shared;
        }

        var draft = new MessageDraft(
            UserId,
            input.MessageId.Length > 0
                ? input.MessageId
                : ServerMessageKey.Of(_socket.Id, Interlocked.Increment(ref _keys)),
            MessageKind.Text,
            FriendText.ToBody(input.Text),
            BurnAfterReading: false,
            me.Value!.Author,
            IsMuted: me.Value.Profile.IsMutedAt(_parts.Clock.GetUtcNow().ToUnixTimeMilliseconds()),
            ToAnybody: !_parts.Options.RequiresFriend);
        var reply = await _parts.Retries.AskAsync(
            (Pair: _parts.Grains.GetGrain<IFriendshipGrain>(ConversationKey.Pair(UserId, input.To)), post, draft),
            static call =>
            {
                call.post.Tries++;
                return call.Pair.PostAsync(call.draft, call.post.Cancellation);
            },
            GrainRetries.ForPosts,
            cancellation);
        if (reply.Value is { Author: null, IsRecalled: false } repeated)
        {
            await _parts.Fanout.ShowAsync(repeated, isOurs: post.Tries > 1); // on his sockets of other protocols
        }
        else if (reply.Value is { Author: not null } stored)
        {
            _parts.Fanout.Expect(stored);
        }

        return reply.Error;
    }

    private void CloseOnUnknown()
    {
        if (_parts.Options.ClosesOnUnknownReceiver)
        {
            _socket.Close(SocketCloseCode.PolicyViolation, "no such user");
        }
    }

    private void Refuse(int to, string text, string shownTo = "")
    {
        var frame = new ArrayBufferWriter<byte>();
        _parts.Codec.WriteRefusal(frame, to, shownTo, text, _parts.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        _socket.TrySend(frame.WrittenMemory);
    }
}
