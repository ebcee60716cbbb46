using System.Collections.Immutable;
using OrleansChat.Errors;

namespace OrleansChat.Rooms;

/// <summary>Passes the keys of an encrypted room among its members. The server can read none of them.</summary>
/// <remarks>Keyed by room id.</remarks>
[Alias("room-key")]
public interface IRoomKeyGrain : IGrainWithIntegerKey
{
    /// <summary>Keeps a new key and tells those whom it is for (<see cref="Fanout.NoticeKind.RoomKeySent"/>). Who is no
    /// member gets none.</summary>
    /// <param name="senderId">A member.</param>
    /// <param name="fromKey">The sender's public key, at most 1,024 characters.</param>
    /// <param name="shares">One for each user, 1 to 1,000.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns>What clients call the key, or <see cref="ChatError.RoomUnknown"/>, <see cref="ChatError.NotMember"/>,
    /// <see cref="ChatError.InvalidValue"/>, <see cref="ChatError.Unavailable"/>.</returns>
    [Alias("send")]
    Task<Reply<long>> SendAsync(
        int senderId, string fromKey, ImmutableArray<RoomKeyShare> shares, CancellationToken cancellation);
}
