using System.Collections.Concurrent;
using OrleansChat.Fanout;

namespace OrleansChat.Tests.Support;

/// <summary>Keeps what it is told. Can be slow, or break its promise never to throw.</summary>
internal sealed class RecordingFanout : IFanout
{
    private TaskCompletionSource? _gate;

    /// <summary>What was told, oldest first; but for the number on line, which comes when a second is over.</summary>
    public ConcurrentQueue<(string Node, Delivery Delivery)> Told { get; } = new();

    public bool IsFailing { get; set; }

    /// <summary>Places of all messages told to a node, in the order of telling.</summary>
    public IEnumerable<long> Places(string node) =>
        Told.Where(told => told.Node == node).SelectMany(told => told.Delivery.Messages).Select(message => message.Seq);

    /// <summary>All notices told to anybody, each delivery once.</summary>
    public IEnumerable<Notice> Notices => Told.SelectMany(told => told.Delivery.Notices);

    public void Hold() => _gate = new TaskCompletionSource();

    public void Release()
    {
        var gate = _gate;
        _gate = null;
        gate?.SetResult();
    }

    public Task AnnounceAsync(string node, Delivery delivery)
    {
        if (IsFailing)
        {
            throw new InvalidOperationException("The stream is gone.");
        }

        if (delivery is not { Messages.IsEmpty: true, Notices: [{ Kind: NoticeKind.OnlineCountChanged }] })
        {
            Told.Enqueue((node, delivery));
        }

        return _gate?.Task ?? Task.CompletedTask;
    }
}
