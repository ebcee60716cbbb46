using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansChat.Inbox;
using OrleansChat.Receipts;
using OrleansChat.WebFrontend.Gateway.Receipts;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Reports to the inboxes how far users have been shown their conversations, and what their devices
/// confirm: in batches, and on demand.</summary>
internal sealed class ReadPositions(IGrainFactory grains, ILogger logger)
{
    private const int UsersAtOnce = 64;
    private readonly ConcurrentQueue<ReadMark> _listed = new();
    private readonly ConcurrentQueue<PendingReceipts> _listedReceipts = new();

    public void List(ReadMark mark) => _listed.Enqueue(mark);

    public void List(PendingReceipts receipts) => _listedReceipts.Enqueue(receipts);

    /// <summary>Reports everything that moved since the last time.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        HashSet<LocalUser> users = [];
        for (var left = _listed.Count; left > 0 && _listed.TryDequeue(out var mark); left--)
        {
            mark.Unlist();
            users.Add(mark.User);
        }

        for (var left = _listedReceipts.Count; left > 0 && _listedReceipts.TryDequeue(out var receipts); left--)
        {
            receipts.Unlist();
            users.Add(receipts.User);
        }

        foreach (var some in users.Chunk(UsersAtOnce))
        {
            await Task.WhenAll(some.Select(user => FlushAsync(user, cancellation)));
        }
    }

    /// <summary>Completes when everything that this user was shown until now has been reported.</summary>
    public Task FlushAsync(LocalUser user, CancellationToken cancellation)
    {
        lock (user.Gate)
        {
            return user.Report = ReportAsync(user, user.Report, cancellation);
        }
    }

    private async Task ReportAsync(LocalUser user, Task previous, CancellationToken cancellation)
    {
        await previous;
        await ReportMarksAsync(user, cancellation);
        if (user.ReceiptsOrNone is { } receipts)
        {
            await ReportReceiptsAsync(receipts, cancellation);
        }
    }

    private async Task ReportReceiptsAsync(PendingReceipts pending, CancellationToken cancellation)
    {
        var receipts = pending.Take();
        if (receipts.IsEmpty)
        {
            return;
        }

        try
        {
            await grains.GetGrain<IReceiptGrain>(pending.User.UserId).ReportAsync(receipts, cancellation);
        }
        catch (Exception fault)
        {
            GatewayLog.ReceiptsFailed(logger, fault, pending.User.UserId);
            pending.PutBack(receipts);
        }
    }

    private async Task ReportMarksAsync(LocalUser user, CancellationToken cancellation)
    {
        var dirty = user.DirtyMarks();
        if (dirty.Count == 0)
        {
            return;
        }

        var positions = dirty.Select(mark => new ReadPosition(mark.Conversation, mark.Seq)).ToImmutableArray();
        try
        {
            await grains.GetGrain<IInboxGrain>(user.UserId).MarkReadAsync(positions, cancellation);
            for (var i = 0; i < dirty.Count; i++)
            {
                dirty[i].Reported(positions[i].Seq);
            }
        }
        catch (Exception fault)
        {
            GatewayLog.PositionsFailed(logger, fault, user.UserId);
            dirty[0].Relist();
        }
    }
}
