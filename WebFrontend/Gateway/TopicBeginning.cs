using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.Inbox;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Where a direct conversation begins on this node. A node that was not told of the first message after its
/// user came sees no hole before the second: it is told when the one before was sent, and asks.</summary>
internal sealed class TopicBeginning(IGrainFactory grains, UserTable users, TimeProvider clock)
{
    /// <summary>What was missed longer ago is for the history that a client reads.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    /// <summary>Clocks of two nodes differ by less.</summary>
    public const long SkewMs = 1_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private long OldestUnixMs => (clock.GetUtcNow() - Window).ToUnixTimeMilliseconds();

    /// <summary>Whether something was said here, since one of the two came, that this node does not know of.</summary>
    public bool IsAfterAnother(Delivery delivery) => delivery.PreviousAtUnixMs > OldestUnixMs
        && Present(delivery.Conversation) is { } user
        && delivery.PreviousAtUnixMs > user.SinceUnixMs;

    /// <summary>The first place that was taken since one of the two came; 0 when that is not known.</summary>
    public async Task<long> FirstAsync(string conversation)
    {
        if (Present(conversation) is not { } user)
        {
            return 0;
        }

        var recent = await FindAsync(user, conversation, Math.Max(user.SinceUnixMs - SkewMs, OldestUnixMs));
        return recent?.FirstSeq ?? 0;
    }

    /// <summary>What was said in a conversation of the user since then; null when nothing was, or the log keeps
    /// silent.</summary>
    public async Task<RecentConversation?> FindAsync(LocalUser user, string conversation, long sinceUnixMs)
    {
        try
        {
            var recent = await grains.GetGrain<IInboxGrain>(user.UserId)
                .RecentAsync(sinceUnixMs, CancellationToken.None)
                .WaitAsync(Patience, clock);
            return recent.Ok ? recent.Value.FirstOrDefault(one => one.Conversation == conversation) : null;
        }
        catch (Exception fault) when (GrainFaults.MayPass(fault) || fault is LogUnavailableException)
        {
            return null;
        }
    }

    /// <summary>Of the two the one who has been here for longer.</summary>
    private LocalUser? Present(string conversation)
    {
        if (!ConversationKey.TryDirect(conversation, out var lower, out var higher))
        {
            return null;
        }

        var (one, other) = (users.Find(lower), users.Find(higher));
        return one is null || other?.SinceUnixMs < one.SinceUnixMs ? other : one;
    }
}
