using System.Collections.Immutable;
using OrleansChat.ChatRooms;
using OrleansChat.Conversations;
using OrleansChat.Friends;
using OrleansChat.Rooms;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Reads what a topic missed, by its conversation's owner.</summary>
internal sealed class TopicLog(IGrainFactory grains, TimeProvider clock, ILogger logger)
{
    private const int PageSize = 1_000;
    private const int Attempts = 6;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    /// <summary>The messages after a place, in order and without holes, up to another.</summary>
    /// <remarks>Ends early when the log keeps silent.</remarks>
    public async IAsyncEnumerable<ImmutableArray<ChatMessage>> ReadAsync(string conversation, long after, long upTo)
    {
        var pause = FirstPause;
        for (var attempt = 0; after < upTo;)
        {
            var from = after + 1;
            var page = await TryReadAsync(conversation, from, Math.Min(upTo, from + PageSize - 1));
            if (!page.IsEmpty && page[0].Seq == from)
            {
                attempt = 0;
                after = page[^1].Seq;
                yield return page;
            }
            else if (++attempt == Attempts)
            {
                GatewayLog.HoleGivenUp(logger, upTo + 1, conversation);
                yield break;
            }
            else
            {
                await Task.Delay(pause, clock, CancellationToken.None);
                pause *= 2;
            }
        }
    }

    private async Task<ImmutableArray<ChatMessage>> TryReadAsync(string conversation, long from, long to)
    {
        try
        {
            return ConversationKey.TryChatRoom(conversation, out var chatRoomId)
                ? await grains.GetGrain<IChatRoomGrain>(chatRoomId).CatchUpAsync(from, to, CancellationToken.None)
                : ConversationKey.TryRoom(conversation, out var roomId)
                ? await grains.GetGrain<IRoomGrain>(roomId).CatchUpAsync(from, to, CancellationToken.None)
                : await grains.GetGrain<IFriendshipGrain>(conversation[2..]).CatchUpAsync(
                    from, to, CancellationToken.None);
        }
        catch (Exception fault)
        {
            GatewayLog.HoleRemains(logger, fault, to + 1, conversation);
            return [];
        }
    }
}
