using System.Collections.Immutable;
using OrleansChat.Receipts;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>What one socket confirms and was not given by this node: one batch under way, the next one gathers
/// meanwhile.</summary>
internal sealed class ImConfirmations(SocketSession socket, ImParts parts)
{
    /// <summary>More than one call takes; of more still, the newest are dropped, and their messages come again.</summary>
    private const int MaxWaiting = 10_000;

    private const int MaxBatch = 1_000;

    private readonly int _userId = socket.Identity.UserId;
    private readonly Lock _gate = new();
    private readonly List<long> _waiting = [];
    private bool _isUnderWay;

    public void Add(long messageId)
    {
        lock (_gate)
        {
            if (_waiting.Count >= MaxWaiting)
            {
                return;
            }

            _waiting.Add(messageId);
            if (_isUnderWay)
            {
                return;
            }

            _isUnderWay = true;
        }

        _ = RunAsync();
    }

    private async Task RunAsync()
    {
        socket.WorkBegins();
        try
        {
            while (Take() is { Length: > 0 } batch)
            {
                // Not with the socket's token: what was confirmed counts, also when the client is gone.
                var counted = await parts.Retries.AskAsync(
                    (Receipts: parts.Grains.GetGrain<IReceiptGrain>(_userId), batch),
                    static call => call.Receipts.ConfirmAsync(call.batch, CancellationToken.None),
                    GrainRetries.ForOthers,
                    CancellationToken.None);
                if (counted.Ok)
                {
                    parts.Metrics.ReceiptsIgnored.Add(batch.Length - counted.Value);
                }
            }
        }
        finally
        {
            socket.WorkEnds();
        }
    }

    private ImmutableArray<long> Take()
    {
        lock (_gate)
        {
            var count = Math.Min(_waiting.Count, MaxBatch);
            ImmutableArray<long> batch = [.. _waiting[..count]];
            _waiting.RemoveRange(0, count);
            _isUnderWay = count > 0;
            return batch;
        }
    }
}
