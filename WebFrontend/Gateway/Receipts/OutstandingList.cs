namespace OrleansChat.WebFrontend.Gateway.Receipts;

/// <summary>What one socket was given and has not confirmed, oldest first. Not for several threads at once.</summary>
/// <remarks>Most clients confirm what they are given before there is much of it: a few cost a short array, only more
/// have an index.</remarks>
internal sealed class OutstandingList
{
    private const int Few = 8;

    private Outstanding[]? _few;
    private int _count; // of those; 0 when there are more
    private Dictionary<long, LinkedListNode<Outstanding>>? _byId;
    private LinkedList<Outstanding>? _inOrder;

    /// <summary>May be read from any thread.</summary>
    public bool IsEmpty => Volatile.Read(ref _count) == 0 && Volatile.Read(ref _byId) is null;

    /// <summary>The one with an id.</summary>
    public Outstanding? Find(long messageId) =>
        _byId is not null ? _byId.GetValueOrDefault(messageId)?.Value
        : IndexOf(messageId) is var at and >= 0 ? _few![at]
        : null;

    /// <summary>Removes the one with an id.</summary>
    public Outstanding? Take(long messageId)
    {
        if (_byId is not null)
        {
            return TakeIndexed(messageId);
        }

        var at = IndexOf(messageId);
        if (at < 0)
        {
            return null;
        }

        var one = _few![at];
        _few.AsSpan(at + 1, _count - at - 1).CopyTo(_few.AsSpan(at));
        _few[--_count] = null!;
        return one;
    }

    /// <summary>Adds one, unless it is there already.</summary>
    public void Add(Outstanding one)
    {
        if (Find(one.MessageId) is not null)
        {
            return;
        }

        if (_byId is null && _count < Few)
        {
            (_few ??= new Outstanding[Few])[_count++] = one;
            return;
        }

        if (_byId is null)
        {
            Index();
        }

        _byId!.Add(one.MessageId, _inOrder!.AddLast(one));
        if (_byId.Count > ReceiptBook.MaxOutstanding)
        {
            _byId.Remove(_inOrder.First!.Value.MessageId);
            _inOrder.RemoveFirst();
        }
    }

    private int IndexOf(long messageId)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_few![i].MessageId == messageId)
            {
                return i;
            }
        }

        return -1;
    }

    private void Index()
    {
        _inOrder = new LinkedList<Outstanding>(_few!);
        var byId = new Dictionary<long, LinkedListNode<Outstanding>>();
        for (var node = _inOrder.First; node is not null; node = node.Next)
        {
            byId.Add(node.Value.MessageId, node);
        }

        Volatile.Write(ref _byId, byId);
        (_few, _count) = (null, 0);
    }

    private Outstanding? TakeIndexed(long messageId)
    {
        if (!_byId!.Remove(messageId, out var node))
        {
            return null;
        }

        _inOrder!.Remove(node);
        if (_byId.Count == 0)
        {
            (_byId, _inOrder) = (null, null);
        }

        return node.Value;
    }
}
