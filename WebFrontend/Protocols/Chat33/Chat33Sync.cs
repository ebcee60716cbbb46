using System.Buffers;
using System.Collections.Immutable;
using OrleansChat.Errors;
using OrleansChat.Inbox;
using OrleansChat.Rooms;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>Brings a client that was away what it missed: messages in batches, then the end. A batch waits until the one
/// before it was taken, so a backlog overruns no outbox.</summary>
internal sealed class Chat33Sync(
    SocketSession socket, IGrainFactory grains, GrainRetries retries, TimeProvider clock)
{
    /// <summary>Messages that one ask brings; of more the newest.</summary>
    private const int MaxMissed = 1_000;

    /// <summary>What a client gets that never asked before.</summary>
    private static readonly TimeSpan FirstSpan = TimeSpan.FromDays(3);

    private IInboxGrain Inbox => grains.GetGrain<IInboxGrain>(socket.Identity.UserId);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Event 42: time 0 brings the last days as read (40), another time what was said since then as unread
    /// (41), keys of rooms first. The end (43) comes in any case: clients wait for it.</summary>
    public async ValueTask<ChatError> SendMissedAsync(Chat33Ask ask)
    {
        var time = ask.Body.OptionalNumber("time", 0, 0, long.MaxValue);
        if (ask.Body.Error is ChatError.None)
        {
            var isFirst = time == 0;
            var since = isFirst ? Now - (long)FirstSpan.TotalMilliseconds : time;
            var eventType = isFirst ? Chat33Events.ReadBatch : Chat33Events.UnreadBatch;
            await SendMissedAsync(eventType, since, ask.Cancellation);
        }

        Send(output => Chat33NoticeCodec.Write(
            output, new EndFrame(Chat33Events.MissedEnd), Chat33EventJson.Default.EndFrame));
        return ask.Body.Error;
    }

    /// <summary>Event 27: keys of rooms, those of a time and before it first, newest first (28), then the end
    /// (29).</summary>
    public async ValueTask<ChatError> SendRoomKeysAsync(Chat33Ask ask)
    {
        var time = ask.Body.OptionalNumber("datetime", 0, 0, long.MaxValue);
        var keys = ask.Body.Error is ChatError.None ? await KeysAsync(time, ask.Cancellation) : ask.Body.Error;
        if (keys.Ok)
        {
            await SendAsync(Chat33Events.RoomKeys, keys.Value);
        }

        Send(output => Chat33NoticeCodec.Write(
            output, new EndFrame(Chat33Events.RoomKeysEnd), Chat33EventJson.Default.EndFrame));
        return keys.Error;
    }

    /// <summary>Event 45: a client counts what it has of a time; if rows are missing they are sent (46), then how far it
    /// is complete (47).</summary>
    public async ValueTask<ChatError> SendRangeAsync(Chat33Ask ask)
    {
        var begin = ask.Body.OptionalNumber("begin", 0, 0, long.MaxValue);
        var end = ask.Body.OptionalNumber("end", -1, -1, long.MaxValue);
        var total = ask.Body.OptionalNumber("total", 0, 0, long.MaxValue);
        if (ask.Body.Error is not ChatError.None)
        {
            return ask.Body.Error;
        }

        var until = end == -1 ? Now : end;
        var query = new MissedQuery(begin, until, MaxMissed + 1, KeepsNewest: false);
        var found = await AskAsync(query, static (inbox, asked, stop) => inbox.MissedAsync(asked, stop), ask.Cancellation);
        if (!found.Ok)
        {
            return found.Error;
        }

        var isMore = found.Value.Length > MaxMissed;
        if (isMore || found.Value.Length > total)
        {
            var last = await SendAsync(Chat33Events.RangeBatch, [.. found.Value.Take(MaxMissed)], ask.Cancellation);
            until = isMore ? Math.Max(last, begin + 1) : until; // the client goes on from there
        }

        Send(output => Chat33NoticeCodec.Write(
            output, new RangeEndFrame(Chat33Events.RangeEnd, begin, until), Chat33EventJson.Default.RangeEndFrame));
        return ChatError.None;
    }

    private async ValueTask SendMissedAsync(int eventType, long since, CancellationToken cancellation)
    {
        var keys = await KeysAsync(long.MaxValue, cancellation);
        if (keys.Ok)
        {
            var missed = keys.Value.Where(key => key.KeyId >= since).Reverse();
            await SendAsync(eventType, [.. missed]);
        }

        var query = new MissedQuery(since, long.MaxValue, MaxMissed, KeepsNewest: true);
        var found = await AskAsync(query, static (inbox, asked, stop) => inbox.MissedAsync(asked, stop), cancellation);
        if (found.Ok)
        {
            await SendAsync(eventType, found.Value, cancellation);
        }
    }

    private ValueTask<Reply<ImmutableArray<RoomKey>>> KeysAsync(long time, CancellationToken cancellation) =>
        AskAsync(time, static (inbox, asked, stop) => inbox.RoomKeysAsync(asked, stop), cancellation);

    /// <summary>Sends messages; what was sent is read.</summary>
    /// <returns>When the last of them was sent first, or 0.</returns>
    private async ValueTask<long> SendAsync(int eventType, ImmutableArray<long> ids, CancellationToken cancellation)
    {
        var last = 0L;
        var read = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var page in ids.Chunk(Chat33Batch.MaxFrames))
        {
            var messages = await AskAsync(
                page.ToImmutableArray(), static (inbox, asked, stop) => inbox.MessagesAsync(asked, stop), cancellation);
            var batch = new Chat33Batch(eventType);
            foreach (var message in messages.Ok ? messages.Value : [])
            {
                await AddAsync(batch, message, static (codec, one, output) => codec.TryWrite(one, output));
                read[message.Conversation] = message.Seq;
                last = Math.Max(last, message.SentAtUnixMs);
            }

            await SendAsync(batch);
        }

        await socket.DrainAsync();
        if (read.Count > 0 && !socket.IsClosing)
        {
            var positions = read.Select(one => new ReadPosition(one.Key, one.Value)).ToImmutableArray();
            await Inbox.MarkReadAsync(positions, cancellation);
        }

        return last;
    }

    private async ValueTask SendAsync(int eventType, ImmutableArray<RoomKey> keys)
    {
        var batch = new Chat33Batch(eventType);
        foreach (var key in keys)
        {
            await AddAsync(batch, key, static (_, one, output) => Chat33PublicNoticeCodec.WriteKey(output, one));
        }

        await SendAsync(batch);
    }

    private async ValueTask AddAsync<T>(Chat33Batch batch, T one, Func<IFrameCodec, T, IBufferWriter<byte>, bool> write)
    {
        if (batch.IsFull)
        {
            await SendAsync(batch);
        }

        batch.Add(output => write(socket.Codec, one, output));
    }

    private async ValueTask SendAsync(Chat33Batch batch)
    {
        if (batch.IsEmpty)
        {
            return;
        }

        await socket.DrainAsync();
        socket.TrySend(batch.Take());
    }

    private ValueTask<Reply<T>> AskAsync<TQuery, T>(
        TQuery query, Func<IInboxGrain, TQuery, CancellationToken, Task<Reply<T>>> ask, CancellationToken cancellation) =>
        retries.AskAsync(
            (Inbox, query, ask, cancellation),
            static call => call.ask(call.Inbox, call.query, call.cancellation),
            GrainRetries.ForOthers,
            cancellation);

    private void Send(Action<IBufferWriter<byte>> write)
    {
        var frame = new ArrayBufferWriter<byte>();
        write(frame);
        socket.TrySend(frame.WrittenMemory);
    }
}
