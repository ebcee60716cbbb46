using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansChat.Conversations;

namespace OrleansChat.Silo.Storage;

/// <summary>Takes everything that waits, of all users, and stores it in one statement. Storing it twice changes
/// nothing.</summary>
internal sealed class CursorWriter<T>(
    ChannelReader<CursorRequest<T>> waiting,
    ICursorBatch<T> batch,
    NpgsqlDataSource source,
    ChatStorageOptions options,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);

    private readonly List<CursorRequest<T>> _taken = [];

    internal async Task RunAsync()
    {
        while (await waiting.WaitToReadAsync())
        {
            _taken.Clear();
            batch.Clear();
            while (batch.Count < options.MaxRowsPerCommit && waiting.TryRead(out var request))
            {
                Take(request);
            }

            await StoreAsync();
        }
    }

    private void Take(CursorRequest<T> request)
    {
        _taken.Add(request);
        foreach (var item in request.Items)
        {
            batch.Add(request.UserId, item);
        }
    }

    private async Task StoreAsync()
    {
        while (true)
        {
            try
            {
                await using var command = batch.Store(source);
                await command.ExecuteNonQueryAsync();
                StorageMeter.CursorCommits.Add(1);
                StorageMeter.CursorRows.Add(batch.Count);
                _taken.ForEach(request => request.TrySetResult());
                return;
            }
            catch (Exception e)
            {
                if (_taken.TrueForAll(request => time.GetElapsedTime(request.StartedAt) >= options.OutageLimit))
                {
                    StorageLog.CursorsNotStored(logger, e);
                    _taken.ForEach(request => request.TrySetException(
                        new LogUnavailableException("Read positions could not be stored.", e)));
                    return;
                }

                StorageMeter.Retries.Add(1);
            }

            await Task.Delay(RetryPause, time, CancellationToken.None);
        }
    }
}
