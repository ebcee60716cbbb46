using System.Collections.Immutable;
using OrleansChat.Errors;
using OrleansChat.Inbox;
using OrleansChat.Receipts;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Holding;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>Shows a socket that has just opened what was said to its user while none was there: oldest first, each
/// message once, then what came meanwhile.</summary>
/// <remarks>Source: decision 8; semantics.md, delivery 8. A page is confirmed when it was written; what was not comes to
/// the next socket.</remarks>
internal sealed class FriendBacklog(SocketSession socket, HeldDeliveries held, FriendParts parts)
{
    private const int PageSize = 100;

    private readonly Dictionary<string, long> _shownUpTo = new(StringComparer.Ordinal);

    private int UserId => socket.Identity.UserId;

    /// <summary>Never throws: what goes wrong closes the socket, and the client comes again.</summary>
    public async Task ShowAsync()
    {
        socket.WorkBegins();
        try
        {
            await parts.Turns.RunAsync(UserId, FlushAsync);
        }
        catch (OperationCanceledException) when (socket.IsClosing)
        {
            // nobody waits for the rest
        }
        catch (Exception fault)
        {
            socket.Fail(fault);
        }
        finally
        {
            socket.WorkEnds();
        }
    }

    private async Task FlushAsync()
    {
        // What another socket of his was shown just now is not to come again.
        await parts.Fanout.FlushPositionsAsync(UserId, CancellationToken.None);
        try
        {
            do
            {
                if (!await ShowLogAsync())
                {
                    socket.Close(SocketCloseCode.TryAgainLater, "what waits could not be read");
                }
            }
            while (!socket.IsClosing && !held.TryRelease(_shownUpTo));
        }
        finally
        {
            // The next socket's turn counts from where this one got to, also when it closed meanwhile.
            await socket.DrainAsync();
            await socket.ReportShownAsync(CancellationToken.None);
        }
    }

    /// <returns>False when the cluster did not answer, or the socket took nothing more.</returns>
    private async Task<bool> ShowLogAsync()
    {
        while (!socket.IsClosing)
        {
            var page = await parts.Retries.AskAsync(
                parts.Grains.GetGrain<IReceiptGrain>(UserId),
                static receipts => receipts.UndeliveredAsync(
                    new UndeliveredQuery(Direct: true, Rooms: false, HandedOnly: false, PageSize),
                    CancellationToken.None),
                GrainRetries.ForOthers,
                socket.Closing);
            if (!page.Ok)
            {
                return false;
            }

            if (page.Value.IsEmpty)
            {
                return true;
            }

            if (!await ShowAsync(page.Value))
            {
                return socket.IsClosing;
            }
        }

        return true;
    }

    /// <returns>False when the page was not confirmed.</returns>
    private async Task<bool> ShowAsync(ImmutableArray<Undelivered> page)
    {
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var message in page.Select(one => one.Message))
        {
            var shown = _shownUpTo.GetValueOrDefault(message.Conversation);
            if (message.Seq <= shown)
            {
                continue; // confirmed before, and listed again
            }

            held.ShowBefore(message.Conversation, shown, message.Seq);
            if (!socket.TryShow([message]))
            {
                return false;
            }

            _shownUpTo[message.Conversation] = last[message.Conversation] = message.Seq;
        }

        if (last.Count == 0)
        {
            return false; // what is confirmed does not stay so: the client may come again
        }

        await socket.DrainAsync();
        return !socket.IsClosing && await ConfirmAsync(last);
    }

    /// <summary>Also what this protocol does not show.</summary>
    private async Task<bool> ConfirmAsync(Dictionary<string, long> last)
    {
        var positions = last.Select(one => new ReadPosition(one.Key, one.Value)).ToImmutableArray();
        var marked = await parts.Retries.AskAsync(
            (Inbox: parts.Grains.GetGrain<IInboxGrain>(UserId), positions),
            static async call =>
            {
                await call.Inbox.MarkReadAsync(call.positions, CancellationToken.None);
                return ChatError.None;
            },
            GrainRetries.ForOthers,
            socket.Closing);
        return marked is ChatError.None;
    }
}
