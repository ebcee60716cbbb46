using System.Buffers;
using System.Text.Json;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Friends;
using OrleansChat.Rooms;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>One socket: a frame comes in, a grain is asked, a frame goes out. The sender's answer to a message is the
/// announced frame itself.</summary>
internal sealed class Chat33Session(
    SocketSession socket, IGrainFactory grains, NodeFanout fanout, GrainRetries retries, TimeProvider clock) : ISocketHandler
{
    /// <summary>Another device took the session's place. Source: decisions 1.4, several devices.</summary>
    private const int ReplacedCloseCode = 4001;

    private readonly KnownProfile _me = new(socket.Identity.UserId, grains, retries, clock);
    private long _keys;
    private Chat33AskHandler? _asks;
    private Chat33ChatRooms? _chatRooms; // null until the client names one
    private TargetLanes<(int Channel, long Target), Chat33Post>? _lanes;

    private int UserId => socket.Identity.UserId;

    // Lanes of two chat rooms may make two: they hold nothing.
    private Chat33ChatRooms ChatRooms => _chatRooms ??= new Chat33ChatRooms(socket, grains, fanout, retries);

    public async ValueTask OnTextAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellation)
    {
        var read = Chat33FrameReader.Read(frame.Span);
        if (read.Error is not ChatError.None)
        {
            Answer(read, read.Error);
            return;
        }

        switch (read.EventType)
        {
            case Chat33Events.Message or Chat33Events.EnterChatRoom or Chat33Events.LeaveChatRoom:
                var post = new Chat33Post(read, cancellation);
                _lanes ??= new TargetLanes<(int Channel, long Target), Chat33Post>(socket, HandleAsync);
                await _lanes.EnterAsync(post.Target, post);
                break;
            case var rare when Chat33Ask.IsOne(rare) && UserId == 0:
                Answer(read, ChatError.Unauthenticated); // a visitor
                break;
            case var rare when Chat33Ask.IsOne(rare):
                _asks ??= new Chat33AskHandler(socket, grains, retries, clock);
                await _asks.EnterAsync(new Chat33Ask(read, Chat33Body.Parse(frame.Span), cancellation));
                break;
            default:
                break; // unknown events, and those that only the server sends, have no effect
        }
    }

    public void OnRateLimited(ReadOnlyMemory<byte> frame) => Answer(Chat33FrameReader.Read(frame.Span), ChatError.RateLimited);

    public void OnSessionEnded(Notice notice)
    {
        if (notice.Count != SessionEndings.OtherDevice)
        {
            socket.Close(SocketCloseCode.Normal, "");
            return;
        }

        var last = new ArrayBufferWriter<byte>();
        Chat33NoticeCodec.WriteReplaced(last, notice.AtUnixMs);
        socket.TrySend(last.WrittenMemory);
        var device = JsonEncodedText.Encode(socket.Identity.Device);
        socket.Close(ReplacedCloseCode, $$"""{"device":"{{device}}","time":{{notice.AtUnixMs}},"way":1}""");
    }

    /// <summary>The next message shows the new name, or is refused.</summary>
    public void OnProfileChanged() => _me.Forget();

    private async ValueTask HandleAsync(Chat33Post post)
    {
        if (post.Message is { } message)
        {
            await PostAsync(post, message);
        }
        else
        {
            Answer(post.Frame, await ChatRooms.MoveAsync(post.Frame, post.Cancellation));
        }
    }

    private async ValueTask PostAsync(Chat33Post post, ClientMessage message)
    {
        var (frame, cancellation) = (post.Frame, post.Cancellation);
        var refusal = Chat33Rules.Post(message, UserId);
        var me = refusal is ChatError.None ? await _me.GetAsync(cancellation) : refusal;
        if (!me.Ok)
        {
            Answer(frame, me.Error);
            return;
        }

        var draft = new MessageDraft(
            UserId,
            frame.MessageId.Length == 0 ? ServerMessageKey.Of(socket.Id, Interlocked.Increment(ref _keys)) : frame.MessageId,
            message.Kind,
            message.Body,
            message.IsSnap,
            me.Value!.Author,
            IsMuted: me.Value.Profile.IsMutedAt(clock.GetUtcNow().ToUnixTimeMilliseconds()));
        var reply = await PostAsync(post, draft);
        if (!reply.Ok)
        {
            Answer(frame, reply.Error);
        }
        else if (reply.Value is { Author: null } repeated
            && (repeated.IsRecalled || !await fanout.ShowAsync(repeated, isOurs: post.Tries > 1)))
        {
            // It was stored and shown before: nothing will be announced again, so the stored frame is the answer.
            var answer = new ArrayBufferWriter<byte>();
            socket.Codec.TryWrite(repeated with { Author = draft.Author }, answer);
            socket.TrySend(answer.WrittenMemory);
        }
        else if (reply.Value is { Author: not null } stored)
        {
            fanout.Expect(stored);
        }
    }

    private ValueTask<Reply<ChatMessage>> PostAsync(Chat33Post post, MessageDraft draft) => post.Target.Channel switch
    {
        Chat33Channels.ChatRoom => ChatRooms.PostAsync(post, draft),
        Chat33Channels.Room => retries.AskAsync(
            (Room: grains.GetGrain<IRoomGrain>(post.Target.Target), post, draft),
            static call =>
            {
                call.post.Tries++;
                return call.Room.PostAsync(call.draft, call.post.Cancellation);
            },
            GrainRetries.ForPosts,
            post.Cancellation),
        _ => retries.AskAsync(
            (Pair: FriendshipWith((int)post.Target.Target), post, draft),
            static call =>
            {
                call.post.Tries++;
                return call.Pair.PostAsync(call.draft, call.post.Cancellation);
            },
            GrainRetries.ForPosts,
            post.Cancellation),
    };

    private IFriendshipGrain FriendshipWith(int otherId) =>
        grains.GetGrain<IFriendshipGrain>(ConversationKey.Pair(UserId, otherId));

    private void Answer(in ClientFrame frame, ChatError error)
    {
        // The document answers the leaving of a chat room with the number of the entering.
        var eventType = frame.EventType is Chat33Events.EnterChatRoom or Chat33Events.LeaveChatRoom
            ? Chat33Events.EnterChatRoom
            : Chat33Events.Message;
        var answer = new ArrayBufferWriter<byte>();
        Chat33NoticeCodec.WriteAnswer(answer, eventType, frame.MessageId, error);
        socket.TrySend(answer.WrittenMemory);
    }
}
