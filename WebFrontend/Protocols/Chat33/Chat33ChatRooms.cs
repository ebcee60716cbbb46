using OrleansChat.ChatRooms;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>One socket and the chat rooms: it comes in, it leaves, it speaks where it is in.</summary>
internal sealed class Chat33ChatRooms(
    SocketSession socket, IGrainFactory grains, NodeFanout fanout, GrainRetries retries)
{
    /// <summary>Events 1 and 2.</summary>
    /// <returns><see cref="ChatError.None"/>, also when it was in, or was not; or
    /// <see cref="ChatError.ChatRoomUnknown"/> for one that cannot be entered.</returns>
    public ValueTask<ChatError> MoveAsync(in ClientFrame frame, CancellationToken cancellation)
    {
        if (frame.EventType is Chat33Events.EnterChatRoom)
        {
            return fanout.ChatRooms.EnterAsync(socket, frame.ChatRoomId, cancellation);
        }

        fanout.ChatRooms.Leave(socket, frame.ChatRoomId);
        return new(ChatError.None);
    }

    /// <summary>A message of channelType 1.</summary>
    public async ValueTask<Reply<ChatMessage>> PostAsync(Chat33Post post, MessageDraft draft)
    {
        var room = grains.GetGrain<IChatRoomGrain>(post.Target.Target);
        return ChatRoomEntrances.IsIn(socket, post.Target.Target)
            ? await retries.AskAsync(
                (room, post, draft),
                static call =>
                {
                    call.post.Tries++;
                    return call.room.PostAsync(call.draft, call.post.Cancellation);
                },
                GrainRetries.ForPosts,
                post.Cancellation)
            : await WhyNotInAsync(room, post.Cancellation);
    }

    private async ValueTask<ChatError> WhyNotInAsync(IChatRoomGrain room, CancellationToken cancellation)
    {
        var view = await retries.AskAsync(
            (room, cancellation),
            static call => call.room.GetAsync(call.cancellation),
            GrainRetries.ForOthers,
            cancellation);
        return !view.Ok ? view.Error
            : view.Value!.Status is ChatRoomStatus.Open ? ChatError.ChatRoomNotEntered
            : ChatError.ChatRoomUnknown;
    }
}
