using System.Runtime.InteropServices;
using OrleansChat.Conversations;
using OrleansChat.Receipts;

namespace OrleansChat.WebFrontend.Gateway.Receipts;

/// <summary>What one socket was given and has not confirmed. Every member may be used from any thread.</summary>
/// <remarks>
/// What it learns goes to the user's inbox of receipts in batches (<see cref="IReceiptGrain.ReportAsync"/>); what is
/// not reported when a node is lost comes again. Rows between two messages of others belong to the later one, so that a
/// client that confirms everything leaves no gaps.
/// </remarks>
public sealed class ReceiptBook
{
    /// <summary>Messages that it remembers; the oldest of more are forgotten.</summary>
    public const int MaxOutstanding = 10_000;

    private const int MaxEnds = 64;
    private readonly Lock _gate = new();
    private readonly SocketSession _session;
    private readonly OutstandingList _outstanding = new();
    private Dictionary<string, (long Through, long LastOfOthers)>? _ends;

    internal ReceiptBook(SocketSession session) => _session = session;

    /// <summary>Whether the client has confirmed everything that it was given.</summary>
    public bool IsEmpty => _outstanding.IsEmpty;

    /// <summary>The client says that it has a message.</summary>
    /// <param name="messageId">The id that it was shown with.</param>
    /// <returns>False when this socket was not given it, has confirmed it before, or was given too many since: ask
    /// <see cref="IReceiptGrain.ConfirmAsync"/>.</returns>
    public bool TryConfirm(long messageId)
    {
        Outstanding? one;
        lock (_gate)
        {
            one = _outstanding.Take(messageId);
        }

        if (one is null)
        {
            return false;
        }

        Report(one, DeliveryStage.Confirmed);
        return true;
    }

    /// <summary>Messages are about to be put into the outbox: from now on the client may confirm them.</summary>
    /// <param name="messages">One conversation's, in order. There may be places between them that are left out.</param>
    /// <param name="shown">A bit for each that the client will see.</param>
    internal void Offer(ReadOnlySpan<ChatMessage> messages, ulong shown)
    {
        var userId = _session.Identity.UserId;
        var conversation = messages[0].Conversation;
        var withOneself = ConversationKey.IsWithOneself(conversation);
        lock (_gate)
        {
            _ends ??= new(StringComparer.Ordinal);
            ref var end = ref CollectionsMarshal.GetValueRefOrAddDefault(_ends, conversation, out var isKnown);
            var before = messages[0].Seq - 1;
            var after = isKnown && end.Through == before ? end.LastOfOthers : before;
            for (var i = 0; i < messages.Length; i++)
            {
                var one = messages[i];
                if (i > 0 && one.Seq > messages[i - 1].Seq + 1)
                {
                    after = one.Seq - 1; // what was left out may wait for its own confirmation
                }

                if (!one.IsVisible || one.IsRecalled || (one.SenderId == userId && !withOneself))
                {
                    continue; // nobody confirms it
                }

                if ((shown & (1UL << i)) != 0)
                {
                    _outstanding.Add(new Outstanding(one.MessageId, conversation, after, one.Seq));
                }

                after = one.Seq;
            }

            if (!isKnown || end.Through < messages[^1].Seq)
            {
                end = (messages[^1].Seq, after);
            }

            if (_ends.Count > MaxEnds)
            {
                _ends.Clear(); // gaps are settled elsewhere, at some cost
            }
        }
    }

    /// <summary>The outbox has taken the messages.</summary>
    internal void Handed(ReadOnlySpan<ChatMessage> messages, ulong shown)
    {
        for (var i = 0; i < messages.Length; i++)
        {
            if ((shown & (1UL << i)) != 0 && HandedOf(messages[i].MessageId) is { } one)
            {
                Report(one, DeliveryStage.Handed);
            }
        }
    }

    private Outstanding? HandedOf(long messageId)
    {
        lock (_gate)
        {
            var one = _outstanding.Find(messageId);
            if (one is null || one.IsHanded)
            {
                return null; // confirmed already, or known
            }

            one.IsHanded = true;
            return one;
        }
    }

    private void Report(Outstanding one, DeliveryStage stage) =>
        _session.User?.Receipts.Add(one.Conversation, one.After, one.Seq, stage);
}
