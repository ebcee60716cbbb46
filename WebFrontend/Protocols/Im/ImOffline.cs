using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Receipts;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Holding;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>Shows what was read from the log to sockets.</summary>
internal static class ImOffline
{
    private const int MaxReads = 3;

    /// <summary>Sends what waits for a user to his new socket, before anything newer. Source: decision 11.</summary>
    /// <param name="socket">Attached, its deliveries held.</param>
    /// <param name="held">They.</param>
    /// <param name="parts">What the protocol works with.</param>
    /// <param name="cancellation">The socket is closing.</param>
    public static async ValueTask PushAsync(
        SocketSession socket, HeldDeliveries held, ImParts parts, CancellationToken cancellation)
    {
        var shown = new Dictionary<string, long>(StringComparer.Ordinal);
        var query = new UndeliveredQuery(Direct: true, Rooms: true, HandedOnly: false, ImLimits.MaxPushed);
        for (var reads = 0; reads < MaxReads; reads++)
        {
            var waiting = await parts.Retries.AskAsync(
                (Receipts: parts.Grains.GetGrain<IReceiptGrain>(socket.Identity.UserId), query, cancellation),
                static call => call.Receipts.UndeliveredAsync(call.query, call.cancellation),
                GrainRetries.ForOthers,
                cancellation);
            foreach (var run in waiting.Ok ? Runs(waiting.Value) : [])
            {
                ShowRun(socket, held, run, shown);
            }

            if (held.TryRelease(shown))
            {
                return;
            }
        }

        socket.Close(SocketCloseCode.TryAgainLater, "too much is said to begin with");
    }

    private static void ShowRun(
        SocketSession socket, HeldDeliveries held, ChatMessage[] run, Dictionary<string, long> shown)
    {
        foreach (var one in run)
        {
            var last = shown.GetValueOrDefault(one.Conversation);
            if (one.Seq > last)
            {
                held.ShowBefore(one.Conversation, last, one.Seq);
                if (socket.TryShow([one]))
                {
                    shown[one.Conversation] = one.Seq;
                }
            }
        }
    }

    /// <summary>Messages in runs of one conversation each, their order kept.</summary>
    public static IEnumerable<ChatMessage[]> Runs(ImmutableArray<Undelivered> messages)
    {
        List<ChatMessage> run = [];
        foreach (var one in messages)
        {
            if (run.Count > 0 && run[0].Conversation != one.Message.Conversation)
            {
                yield return [.. run];
                run.Clear();
            }

            run.Add(one.Message);
        }

        if (run.Count > 0)
        {
            yield return [.. run];
        }
    }
}
