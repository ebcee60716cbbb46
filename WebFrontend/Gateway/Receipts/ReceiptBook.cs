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
    private Outstanding? _only; // the one of a client that confirms as it is given; more are in the two below
    private Dictionary<long, LinkedListNode<Outstanding>>? _byId;
    private LinkedList<Outstanding>? _inOrder;
    private Dictionary<string, (long Through, long LastOfOthers)>? _ends;

    internal ReceiptBook(SocketSession session) => _session = session;

    /// <summary>Whether the client has confirmed everything that it was given.</summary>
    public bool IsEmpty => Volatile.Read(ref _byId) is null && Volatile.Read(ref _only) is null;

    /// <summary>The client says that it has a message.</summary>
    /// <param name="messageId">The id that it was shown with.</param>
    /// <returns>False when this socket was not given it, has confirmed it before, or was given too many since: ask
    /// <see cref="IReceiptGrain.ConfirmAsync"/>.</returns>
    public bool TryConfirm(long messageId)
    {
        Outstanding? one;
        lock (_gate)
        {
            one = Take(messageId);
        }

        if (one is null)
        {
            return false;
        }

        Report(one, DeliveryStage.Confirmed);
        return true;
    }

    /// <summary>Messages are about to be put into the outbox: from now on the client may confirm them.</summary>
    /// <param name="messages">One conversation's, in order.</param>
    /// <param name="shown">A bit for each that the client will see.</param>
    internal void Offer(ReadOnlySpan<ChatMessage> messages, ulong shown)
    {
        var userId = _session.Identity.UserId;
        var conversation = messages[0].Conversation;
        var withOneself = ConversationKey.IsWithOneself(conversation);
        lock (_gate)
        {
            var after = AfterOf(messages[0]);
            for (var i = 0; i < messages.Length; i++)
            {
                var one = messages[i];
                if (!one.IsVisible || one.IsRecalled || (one.SenderId == userId && !withOneself))
                {
                    continue; // nobody confirms it
                }

                if ((shown & (1UL << i)) != 0)
                {
                    Add(new Outstanding(one.MessageId, conversation, after, one.Seq));
                }

                after = one.Seq;
            }

            if (_ends!.Count >= MaxEnds)
            {
                _ends.Clear(); // gaps are settled elsewhere, at some cost
            }

            if (!_ends.TryGetValue(conversation, out var end) || end.Through < messages[^1].Seq)
            {
                _ends[conversation] = (messages[^1].Seq, after);
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

    private long AfterOf(ChatMessage first)
    {
        _ends ??= new(StringComparer.Ordinal);
        return _ends.TryGetValue(first.Conversation, out var end) && end.Through == first.Seq - 1
            ? end.LastOfOthers
            : first.Seq - 1;
    }

    private Outstanding? Take(long messageId)
    {
        if (_only?.MessageId == messageId)
        {
            var only = _only;
            _only = null;
            return only;
        }

        if (_byId is null || !_byId.Remove(messageId, out var node))
        {
            return null;
        }

        _inOrder!.Remove(node);
        Shrink();
        return node.Value;
    }

    private void Add(Outstanding one)
    {
        if (_byId is null && _only is null)
        {
            _only = one;
            return;
        }

        if (_only?.MessageId == one.MessageId || _byId?.ContainsKey(one.MessageId) is true)
        {
            return; // given again
        }

        _byId ??= [];
        _inOrder ??= new LinkedList<Outstanding>();
        if (_only is not null)
        {
            _byId[_only.MessageId] = _inOrder.AddLast(_only);
            _only = null;
        }

        _byId[one.MessageId] = _inOrder.AddLast(one);
        if (_byId.Count > MaxOutstanding)
        {
            _byId.Remove(_inOrder.First!.Value.MessageId);
            _inOrder.RemoveFirst();
        }
    }

    private Outstanding? HandedOf(long messageId)
    {
        lock (_gate)
        {
            var one = _only?.MessageId == messageId ? _only
                : _byId is not null && _byId.TryGetValue(messageId, out var node) ? node.Value
                : null;
            if (one is null || one.IsHanded)
            {
                return null; // confirmed already, or known
            }

            one.IsHanded = true;
            return one;
        }
    }

    private void Shrink()
    {
        if (_byId!.Count == 0)
        {
            (_byId, _inOrder) = (null, null);
        }
    }

    private void Report(Outstanding one, DeliveryStage stage) =>
        _session.User?.Receipts.Add(one.Conversation, one.After, one.Seq, stage);
}
