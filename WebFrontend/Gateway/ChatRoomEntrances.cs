using OrleansChat.ChatRooms;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Which sockets of this node are in which chat rooms: a socket that is in one listens to its topic, without a
/// read position, until it leaves, closes, or the chat room ends.</summary>
internal sealed class ChatRoomEntrances(
    IGrainFactory grains, INode node, TopicTable topics, RoomLeases leases, GrainRetries retries)
{
    /// <summary>Called with a new topic, the last place taken in its chat room, and 0.</summary>
    public required Action<Topic, long, long> Opened { private get; init; }

    /// <summary>A socket comes in; it may be in already.</summary>
    /// <returns><see cref="ChatError.None"/>: it is shown what is said from now on. Or
    /// <see cref="ChatError.ChatRoomUnknown"/>, <see cref="ChatError.Unavailable"/>.</returns>
    public async ValueTask<ChatError> EnterAsync(SocketSession session, long chatRoomId, CancellationToken cancellation)
    {
        var conversation = ConversationKey.ChatRoom(chatRoomId);
        var topic = topics.Subscribe(session, user: null, conversation, out var isFirst);
        var who = session.Identity;
        var entered = await retries.AskAsync(
            (Room: grains.GetGrain<IChatRoomGrain>(chatRoomId), node.Name, who, cancellation),
            static call => call.Room.EnterAsync(
                call.Name, call.who.UserId, call.who.UserId == 0 ? call.who.DeviceId : "", call.cancellation),
            GrainRetries.ForOthers,
            cancellation);
        if (topic is not null)
        {
            await OpenAsync(topic, isFirst, entered.Ok ? entered.Value : Topic.Unknown);
        }

        if (!entered.Ok && (topic is not null || entered.Error is ChatError.ChatRoomUnknown))
        {
            Leave(session, chatRoomId);
        }

        return entered.Error;
    }

    /// <summary>A socket leaves; it need not be in.</summary>
    public void Leave(SocketSession session, long chatRoomId)
    {
        if (TopicTable.Unsubscribe(session, ConversationKey.ChatRoom(chatRoomId)) is { } topic)
        {
            leases.Changed(topic);
        }
    }

    /// <summary>Whether a socket is in.</summary>
    public static bool IsIn(SocketSession session, long chatRoomId) =>
        TopicTable.Listens(session, ConversationKey.ChatRoom(chatRoomId));

    private async ValueTask OpenAsync(Topic topic, bool isFirst, long last)
    {
        if (isFirst)
        {
            Opened(topic, last, 0);
            topic.IsOpen.TrySetResult();
        }
        else
        {
            await topic.Opened;
        }

        // A list that was on its way when the socket came in may have reached the chat room after it.
        leases.Changed(topic);
    }
}
