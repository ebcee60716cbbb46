using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrleansChat.Silo.Storage;

/// <summary>Where users' cursors wait for the commit that they share.</summary>
internal sealed class CursorQueue<T> : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly Channel<CursorRequest<T>> _waiting;
    private readonly Task _writer;

    internal CursorQueue(
        ICursorBatch<T> batch, NpgsqlDataSource source, ChatStorageOptions options, TimeProvider time, ILogger logger)
    {
        _time = time;
        _waiting = Channel.CreateBounded<CursorRequest<T>>(options.MaxWaitingBatches);
        _writer = Task.Run(new CursorWriter<T>(_waiting.Reader, batch, source, options, time, logger).RunAsync);
    }

    /// <summary>Takes no more and stores what is waiting.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writer;
    }

    /// <summary>Durable when it returns.</summary>
    internal async Task SaveAsync(int userId, ImmutableArray<T> items, CancellationToken cancellation)
    {
        if (items.IsEmpty)
        {
            return;
        }

        var request = new CursorRequest<T>(userId, items, _time.GetTimestamp());
        await _waiting.Writer.WriteAsync(request, cancellation);
        await request.Task.WaitAsync(cancellation);
    }
}
