using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Presence;

namespace OrleansChat.Rooms;

[GrainType("room-key")]
internal sealed class RoomKeyGrain(IRoomKeyStore store, ConversationParts parts) : Grain, IRoomKeyGrain
{
    private const int MaxShares = 1_000;

    private long _last;

    private long RoomId => this.GetPrimaryKeyLong();

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _last = await store.LastAsync(RoomId, cancellationToken);

    public async Task<Reply<long>> SendAsync(
        int senderId, string fromKey, ImmutableArray<RoomKeyShare> shares, CancellationToken cancellation)
    {
        var members = await GrainFactory.GetGrain<IRoomGrain>(RoomId).ListMembersAsync(senderId, cancellation);
        if (!members.Ok)
        {
            return members.Error;
        }

        var inside = members.Value.Select(member => member.UserId).ToHashSet();
        var given = shares.Where(share => inside.Contains(share.UserId)).DistinctBy(share => share.UserId).ToImmutableArray();
        if (given.IsEmpty || shares.Length > MaxShares)
        {
            return ChatError.InvalidValue;
        }

        _last = Math.Max(_last + 1, parts.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        var keys = given.Select(share => Key(senderId, fromKey, share)).ToImmutableArray();
        await store.SaveAsync(keys, cancellation);
        await Task.WhenAll(keys.Select(key => TellAsync(key).OrLostAsync(parts.Logger)));
        return _last;
    }

    private RoomKey Key(int senderId, string fromKey, RoomKeyShare share) => new(
        parts.Ids.Next(0), RoomId, senderId, share.UserId, _last, RoomKeyBody.Write(RoomId, fromKey, share.Key, _last));

    private Task TellAsync(RoomKey key) => parts.Fanout.TellAsync(
        GrainFactory,
        "",
        [key.UserId],
        new Notice(NoticeKind.RoomKeySent, key.KeyId, key.RoomId, key.SenderId, Key: key));
}
