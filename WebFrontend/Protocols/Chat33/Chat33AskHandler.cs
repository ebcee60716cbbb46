using System.Buffers;
using OrleansChat.Accounts;
using OrleansChat.Errors;
using OrleansChat.Rooms;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>What the public clients ask for over the socket. Of each event one ask is under way at a time; the others
/// wait. Source: decisions 2.1, item 7, and 2.2.</summary>
internal sealed class Chat33AskHandler
{
    private readonly SocketSession _socket;
    private readonly IGrainFactory _grains;
    private readonly GrainRetries _retries;
    private readonly Chat33Sync _sync;
    private readonly TargetLanes<int, Chat33Ask> _lanes;

    public Chat33AskHandler(SocketSession socket, IGrainFactory grains, GrainRetries retries, TimeProvider clock)
    {
        (_socket, _grains, _retries) = (socket, grains, retries);
        _sync = new Chat33Sync(socket, grains, retries, clock);
        _lanes = new TargetLanes<int, Chat33Ask>(socket, HandleAsync);
    }

    /// <returns>Complete when the next frame may be read.</returns>
    public ValueTask EnterAsync(Chat33Ask ask) => _lanes.EnterAsync(ask.Frame.EventType, ask);

    private async ValueTask HandleAsync(Chat33Ask ask)
    {
        var refusal = ask.Frame.EventType switch
        {
            Chat33Events.SendRoomKeys => await SendRoomKeysAsync(ask),
            Chat33Events.SetPublicKey => await SetPublicKeyAsync(ask),
            Chat33Events.AskRoomKeys => await _sync.SendRoomKeysAsync(ask),
            Chat33Events.AskMissed => await _sync.SendMissedAsync(ask),
            _ => await _sync.SendRangeAsync(ask),
        };
        if (refusal is not ChatError.None)
        {
            var answer = new ArrayBufferWriter<byte>();
            Chat33NoticeCodec.WriteAnswer(answer, Chat33Events.Message, ask.Frame.MessageId, refusal);
            _socket.TrySend(answer.WrittenMemory);
        }
    }

    private async ValueTask<ChatError> SendRoomKeysAsync(Chat33Ask ask)
    {
        var room = ask.Body.RoomId("roomId");
        var fromKey = ask.Body.Text("fromKey", Chat33Limits.MaxPublicKeyLength);
        var shares = ask.Body.List("secret", Chat33Limits.MaxElements, share => new RoomKeyShare(
            share.UserId("userId"), share.Text("key", Chat33Limits.MaxPublicKeyLength)));
        if (ask.Body.Error is not ChatError.None)
        {
            return ask.Body.Error;
        }

        // Twice the same key under two ids is no harm: clients keep each.
        var sent = await _retries.AskAsync(
            (Room: _grains.GetGrain<IRoomKeyGrain>(room), _socket.Identity.UserId, fromKey, shares, ask.Cancellation),
            static call => call.Room.SendAsync(call.UserId, call.fromKey, call.shares, call.Cancellation),
            GrainRetries.ForOthers,
            ask.Cancellation);
        return sent.Error;
    }

    private async ValueTask<ChatError> SetPublicKeyAsync(Chat33Ask ask)
    {
        var key = ask.Body.Text("publicKey", Chat33Limits.MaxPublicKeyLength);
        if (ask.Body.Error is not ChatError.None)
        {
            return ask.Body.Error;
        }

        var set = await _retries.AskAsync(
            (User: _grains.GetGrain<IUserGrain>(_socket.Identity.UserId), key, ask.Cancellation),
            static async call =>
            {
                var error = await call.User.SetKeysAsync(call.key, privateKey: null, call.Cancellation);
                return new Reply<bool>(error is ChatError.None, error);
            },
            GrainRetries.ForOthers,
            ask.Cancellation);
        return set.Error;
    }
}
