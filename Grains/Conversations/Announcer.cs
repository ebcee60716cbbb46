using System.Collections.Immutable;
using OrleansChat.Fanout;

namespace OrleansChat.Conversations;

/// <summary>Tells the nodes what was committed: in order, one delivery at a time, and nobody waits for it.</summary>
/// <remarks>What is committed while a delivery is under way goes out together with the next one.</remarks>
internal sealed class Announcer(string key, ConversationParts parts, IAudience audience)
{
    /// <summary>Messages that may wait; the oldest of more are left out, and the nodes read the hole.</summary>
    private const int MaxWaiting = Conversation.MaxWaiting;

    private Queue<ConversationBatch>? _waiting; // null until an announcement was slow
    private int _waitingMessages;
    private bool _isAnnouncing;

    /// <summary>Announces, now or after what is under way. Never throws: what is committed is a success, and a lost
    /// hint shows as a hole.</summary>
    public void Announce(ConversationBatch? committed)
    {
        if (committed is null)
        {
            return;
        }

        if (!_isAnnouncing)
        {
            _isAnnouncing = true;
            _ = RunAsync([committed]);
            return;
        }

        _waiting ??= new Queue<ConversationBatch>();
        _waiting.Enqueue(committed);
        _waitingMessages += committed.Rows.Messages.Length;
        while (_waitingMessages > MaxWaiting && _waiting.Count > 1)
        {
            LeaveOut(_waiting.Dequeue());
        }
    }

    private async Task RunAsync(ImmutableArray<ConversationBatch> batches)
    {
        do
        {
            await TellAsync(batches);
            foreach (var batch in batches)
            {
                batch.Announced();
            }
        }
        while (TryTake(out batches));
        _isAnnouncing = false;
    }

    private async Task TellAsync(ImmutableArray<ConversationBatch> batches)
    {
        var messages = batches.Length == 1
            ? batches[0].Rows.Messages
            : [.. batches.SelectMany(batch => batch.Rows.Messages)];
        try
        {
            var delivery = new Delivery(key, audience.Users, messages, [], batches[0].PreviousAtUnixMs);
            await parts.Fanout.AnnounceAsync(await audience.NodesAsync(), delivery);
        }
        catch (Exception fault) // presence may be on a node that has just died
        {
            ConversationLog.NotAnnounced(parts.Logger, key, messages[^1].Seq, fault);
        }
    }

    private bool TryTake(out ImmutableArray<ConversationBatch> batches)
    {
        batches = _waiting is { Count: > 0 } waiting ? [.. waiting] : [];
        _waiting?.Clear();
        _waitingMessages = 0;
        return !batches.IsEmpty;
    }

    private void LeaveOut(ConversationBatch oldest)
    {
        _waitingMessages -= oldest.Rows.Messages.Length;
        ConversationLog.NotAnnounced(parts.Logger, key, oldest.Rows.Messages[^1].Seq, fault: null);
        oldest.Announced();
    }
}
