using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.WebFrontend.Gateway.Showing;

namespace OrleansChat.WebFrontend.Gateway.Holding;

/// <summary>Live deliveries that wait until a socket was shown what the log keeps for it. Every member may be used from
/// any thread.</summary>
/// <remarks>The protocol holds the socket before it is attached, reads the log, shows what it read, and
/// releases. Source: semantics.md, delivery 8.</remarks>
public sealed class HeldDeliveries
{
    /// <summary>Messages, and notices, that wait at most.</summary>
    public const int MaxWaiting = 1_000;

    private readonly Lock _gate = new();
    private readonly SocketSession _session;
    private readonly BatchEncoder _encoder;
    private Dictionary<string, long> _shown = []; // of conversations that were read and not announced beyond it yet
    private List<HeldBatch> _waiting = [];
    private int _messages;
    private int _notices;
    private bool _isOver;
    private bool _isReleasing;
    private bool _isReleased;

    internal HeldDeliveries(SocketSession session, BatchEncoder encoder) => (_session, _encoder) = (session, encoder);

    /// <summary>Shows what waited and was not shown yet, in order; from then on deliveries go through.</summary>
    /// <param name="shownUpTo">The last place that was shown of each conversation that was read: what waited up to it,
    /// or is announced late, is dropped.</param>
    /// <returns>False when more had to wait than there is room for: it is gone, what comes from now on waits again, and
    /// the log must be read again.</returns>
    public bool TryRelease(IReadOnlyDictionary<string, long> shownUpTo)
    {
        lock (_gate)
        {
            if (_isReleased || _isReleasing)
            {
                throw new InvalidOperationException("What was held is released once.");
            }

            if (_isOver)
            {
                _isOver = false;
                return false;
            }

            _isReleasing = true;
            _shown = new Dictionary<string, long>(shownUpTo, StringComparer.Ordinal);
        }

        while (Next() is { } batches)
        {
            batches.ForEach(Show);
        }

        return true;
    }

    /// <summary>Shows what waited of a conversation before a place, in order: what another socket of the user was
    /// shown meanwhile is not in what the log keeps for him, and this one has to see it too. Called before each message
    /// that is shown from the log.</summary>
    /// <param name="conversation">Key of the conversation.</param>
    /// <param name="after">The last place of it that was shown from the log; 0 for none.</param>
    /// <param name="before">The place that is shown next.</param>
    public void ShowBefore(string conversation, long after, long before)
    {
        foreach (var (messages, track) in TakeBefore(conversation, after, before))
        {
            Offering.Alone(_encoder, _session, messages.AsSpan(), [], track);
        }
    }

    /// <summary>What of a delivery goes through now.</summary>
    /// <param name="messages">One conversation's, in order.</param>
    /// <param name="notices">After them.</param>
    /// <param name="track">What remembers how far the user was shown the conversation.</param>
    /// <param name="waits">Nothing does, all of it waits.</param>
    internal ReadOnlySpan<ChatMessage> Pass(
        ReadOnlySpan<ChatMessage> messages, ImmutableArray<Notice> notices, in Track track, out bool waits)
    {
        lock (_gate)
        {
            waits = !_isReleased;
            if (waits)
            {
                Wait(messages, notices, track);
                return [];
            }

            var rest = Fresh(messages);
            if (_shown.Count == 0)
            {
                _session.Held = null;
            }

            return rest;
        }
    }

    private List<(ImmutableArray<ChatMessage> Messages, Track Track)> TakeBefore(
        string conversation, long after, long before)
    {
        List<(ImmutableArray<ChatMessage> Messages, Track Track)> taken = [];
        lock (_gate)
        {
            for (var i = 0; i < _waiting.Count; i++)
            {
                var batch = _waiting[i];
                if (batch.Messages.IsEmpty || batch.Messages[0].Seq >= before
                    || batch.Messages[0].Conversation != conversation)
                {
                    continue;
                }

                var rest = batch.Messages.RemoveAll(one => one.Seq < before);
                var fresh = batch.Messages.RemoveAll(one => one.Seq <= after || one.Seq >= before);
                _messages -= batch.Messages.Length - rest.Length;
                _waiting[i] = batch with { Messages = rest };
                if (!fresh.IsEmpty)
                {
                    taken.Add((fresh, batch.Track));
                }
            }

            _waiting.RemoveAll(one => one.Messages.IsEmpty && one.Notices.IsEmpty);
        }

        return taken;
    }

    private void Wait(ReadOnlySpan<ChatMessage> messages, ImmutableArray<Notice> notices, in Track track)
    {
        // Who is being released is bounded by his outbox: what waited is gone into it sooner than more can come.
        if (!_isReleasing && (_isOver || _messages + messages.Length > MaxWaiting))
        {
            Drop();
            messages = [];
        }

        if (_notices + notices.Length > MaxWaiting)
        {
            notices = []; // hints
        }

        if (!messages.IsEmpty || !notices.IsEmpty)
        {
            _messages += messages.Length;
            _notices += notices.Length;
            _waiting.Add(new HeldBatch([.. messages], notices, track));
        }
    }

    private void Drop()
    {
        _isOver = true;
        _messages = 0;
        _waiting = [.. _waiting.Where(one => !one.Notices.IsEmpty).Select(one => one with { Messages = [] })];
    }

    private List<HeldBatch>? Next()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _isReleased = true;
                _session.Held = _shown.Count == 0 ? null : this;
                return null;
            }

            var batches = _waiting;
            (_waiting, _messages, _notices) = ([], 0, 0);
            return batches;
        }
    }

    private void Show(HeldBatch batch)
    {
        var messages = Fresh(batch.Messages.AsSpan());
        if (!messages.IsEmpty || !batch.Notices.IsEmpty)
        {
            Offering.Alone(_encoder, _session, messages, batch.Notices, batch.Track);
        }
    }

    /// <summary>What of one conversation's messages the log did not show.</summary>
    private ReadOnlySpan<ChatMessage> Fresh(ReadOnlySpan<ChatMessage> messages)
    {
        if (messages.IsEmpty || !_shown.TryGetValue(messages[0].Conversation, out var shown))
        {
            return messages;
        }

        if (messages[^1].Seq >= shown)
        {
            _shown.Remove(messages[0].Conversation); // what comes next is beyond it
        }

        while (!messages.IsEmpty && messages[0].Seq <= shown)
        {
            messages = messages[1..];
        }

        return messages;
    }
}
