using System.Collections.Immutable;
using OrleansChat.Receipts;

namespace OrleansChat.WebFrontend.Gateway.Receipts;

/// <summary>What one user's sockets on this node were given and have confirmed, and was not reported yet.</summary>
internal sealed class PendingReceipts(LocalUser user)
{
    private readonly Lock _gate = new();
    private Dictionary<string, (Stretches Handed, Stretches Confirmed)>? _byConversation;
    private (string Conversation, Stretches Handed, Stretches Confirmed) _last; // what comes next is most often there
    private bool _isListed;

    public LocalUser User { get; } = user;

    public void Add(string conversation, long after, long seq, DeliveryStage stage)
    {
        lock (_gate)
        {
            Put(conversation, after, seq, stage);
            if (_isListed)
            {
                return;
            }

            _isListed = true;
        }

        User.Positions.List(this);
    }

    /// <summary>Taken off the list of those to report: what comes from now on lists it again.</summary>
    public void Unlist()
    {
        lock (_gate)
        {
            _isListed = false;
        }
    }

    /// <summary>Takes what is to be reported: what was confirmed is not told as handed.</summary>
    public ImmutableArray<Receipt> Take()
    {
        lock (_gate)
        {
            if (_byConversation is null)
            {
                return [];
            }

            var receipts = ImmutableArray.CreateBuilder<Receipt>();
            foreach (var (conversation, (handed, confirmed)) in _byConversation)
            {
                foreach (var (after, seq) in confirmed.All)
                {
                    handed.Remove(after, seq);
                    receipts.Add(new Receipt(conversation, after, seq, DeliveryStage.Confirmed));
                }

                foreach (var (after, seq) in handed.All)
                {
                    receipts.Add(new Receipt(conversation, after, seq, DeliveryStage.Handed));
                }
            }

            (_byConversation, _last) = (null, default);
            return receipts.ToImmutable();
        }
    }

    /// <summary>What could not be reported is reported with what comes next.</summary>
    public void PutBack(ImmutableArray<Receipt> receipts)
    {
        foreach (var one in receipts)
        {
            Add(one.Conversation, one.After, one.Seq, one.Stage);
        }
    }

    private void Put(string conversation, long after, long seq, DeliveryStage stage)
    {
        if (_byConversation is null || _last.Conversation != conversation)
        {
            _byConversation ??= new(StringComparer.Ordinal);
            if (!_byConversation.TryGetValue(conversation, out var both))
            {
                _byConversation[conversation] = both = (new Stretches(), new Stretches());
            }

            _last = (conversation, both.Handed, both.Confirmed);
        }

        (stage is DeliveryStage.Confirmed ? _last.Confirmed : _last.Handed).Add(after, seq);
    }
}
