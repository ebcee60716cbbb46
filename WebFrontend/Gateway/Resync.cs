using System.Threading.Channels;
using OrleansChat.Conversations;
using OrleansChat.Inbox;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Brings this node up to date after deliveries may have been lost without a hole to see: all leases are
/// renewed, and what users were not shown in direct conversations is read from the log.</summary>
/// <remarks>
/// A suspicion waits a moment for its like, then one run answers all of them; those that come during a run lead to one
/// more. Each is followed by a repetition, because the cluster may not have settled yet. Whom a run could not help is
/// helped by the next.
/// </remarks>
internal sealed class Resync(
    IGrainFactory grains,
    TopicTable topics,
    UserTable users,
    ResyncSteps steps,
    TopicBeginning beginning,
    TimeProvider clock,
    ILogger logger)
{
    private const int UsersAtOnce = 64;

    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Channel<bool> _suspicions = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private long _since = long.MaxValue; // of the oldest suspicion that is not settled

    /// <summary>Something may be missing. Returns at once.</summary>
    public void Suspect() => _suspicions.Writer.TryWrite(true);

    /// <summary>Shows a direct conversation of which this node has shown nothing yet: from what was said since the user
    /// came, up to a message that he said again.</summary>
    /// <returns>False when he said it before he came, or the log keeps silent.</returns>
    public async Task<bool> TryBeginAsync(LocalUser user, ChatMessage repeated)
    {
        var since = Math.Max(
            user.SinceUnixMs - TopicBeginning.SkewMs,
            repeated.SentAtUnixMs - (long)TopicBeginning.Window.TotalMilliseconds);
        var place = await beginning.FindAsync(user, repeated.Conversation, since);
        if (place is null || place.FirstSeq > repeated.Seq)
        {
            return false;
        }

        steps.ShowUpTo(place);
        return true;
    }

    /// <summary>Answers suspicions until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (await _suspicions.Reader.WaitToReadAsync(cancellation))
        {
            await Task.Delay(Debounce, clock, cancellation);
            _suspicions.Reader.TryRead(out _);
            _since = Math.Min(_since, (clock.GetUtcNow() - Debounce - TopicBeginning.Window).ToUnixTimeMilliseconds());
            GatewayLog.Resyncing(logger);
            await SettleAsync(cancellation);
        }
    }

    /// <summary>One run and its repetition, or as many as it takes until nobody is left behind.</summary>
    private async Task SettleAsync(CancellationToken cancellation)
    {
        var isComplete = false;
        for (var run = 0; run < 2 || !isComplete; run++)
        {
            if (run > 0 && await IsSuspectedWithinAsync(Settling, cancellation))
            {
                return; // the next one looks back as far
            }

            isComplete = await RunOnceAsync(cancellation);
        }

        _since = long.MaxValue;
    }

    private async Task<bool> IsSuspectedWithinAsync(TimeSpan time, CancellationToken cancellation)
    {
        try
        {
            return await _suspicions.Reader.WaitToReadAsync(cancellation).AsTask().WaitAsync(time, clock, cancellation);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <returns>Whether everybody is up to date now.</returns>
    private async Task<bool> RunOnceAsync(CancellationToken cancellation)
    {
        var rooms = topics.All.Where(topic => !ConversationKey.IsDirect(topic.Conversation)).ToArray();
        await steps.RenewNodeAsync();
        await steps.RenewRoomsAsync(rooms, cancellation);
        var behind = await steps.RenewPresencesAsync([.. users.All], cancellation);
        foreach (var some in users.All.Chunk(UsersAtOnce))
        {
            var caughtUp = await Task.WhenAll(some.Select(user => TryCatchUpAsync(user, cancellation)));
            behind += caughtUp.Count(done => !done);
        }

        if (behind > 0)
        {
            GatewayLog.ResyncIncomplete(logger, behind);
        }

        return behind == 0;
    }

    private async Task<bool> TryCatchUpAsync(LocalUser user, CancellationToken cancellation)
    {
        try
        {
            return await CatchUpAsync(user, cancellation).WaitAsync(Patience, clock, cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            GatewayLog.UserBehind(logger, fault, user.UserId); // whatever it was, he is tried again
            return false;
        }
    }

    private async Task<bool> CatchUpAsync(LocalUser user, CancellationToken cancellation)
    {
        var inbox = grains.GetGrain<IInboxGrain>(user.UserId);
        var since = Math.Max(_since, user.SinceUnixMs - TopicBeginning.SkewMs);
        var recent = await inbox.RecentAsync(since, cancellation);
        if (!recent.Ok)
        {
            return false;
        }

        foreach (var conversation in recent.Value)
        {
            steps.ShowUpTo(conversation);
        }

        return await JoinRoomsAsync(user, inbox, since, cancellation);
    }

    /// <summary>Rooms that he joined while nobody could tell this node.</summary>
    private async Task<bool> JoinRoomsAsync(
        LocalUser user, IInboxGrain inbox, long since, CancellationToken cancellation)
    {
        user.Listing();
        try
        {
            var rooms = await inbox.ListAsync(direct: false, since, cancellation);
            if (!rooms.Ok)
            {
                return false;
            }

            foreach (var room in rooms.Value)
            {
                if (room.IsMember && !user.HasLeft(room.Conversation))
                {
                    steps.Join(user, room.Conversation);
                }
            }

            return true;
        }
        finally
        {
            user.Attached();
        }
    }
}
