namespace OrleansChat.Fanout;

/// <summary>What a grain that knows who listens says when it ends: the leases that it held are gone.</summary>
internal static class Forgetting
{
    /// <summary>The last delivery of a room (by its conversation) or of a user's presence (by his id).</summary>
    public static Delivery Of(string conversation, int userId, TimeProvider clock) => new(
        conversation,
        [],
        [],
        [new Notice(NoticeKind.LeaseEnded, clock.GetUtcNow().ToUnixTimeMilliseconds(), UserId: userId)]);
}
