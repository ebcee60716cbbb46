using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansChat.Conversations;

namespace OrleansChat.Silo.Storage;

/// <summary>Takes all positions that wait, of all users, and stores them in one statement. Storing one twice changes
/// nothing.</summary>
internal sealed class PositionWriter(
    ChannelReader<PositionRequest> waiting,
    NpgsqlDataSource source,
    ChatStorageOptions options,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);

    // Sorted: two nodes that store the same rows lock them in the same order.
    private readonly SortedDictionary<(int User, string Conversation), long> _positions = new(
        Comparer<(int User, string Conversation)>.Create((one, other) => one.User != other.User
            ? one.User.CompareTo(other.User)
            : string.CompareOrdinal(one.Conversation, other.Conversation)));

    private readonly List<PositionRequest> _taken = [];

    internal async Task RunAsync()
    {
        while (await waiting.WaitToReadAsync())
        {
            _taken.Clear();
            _positions.Clear();
            while (_positions.Count < options.MaxRowsPerCommit && waiting.TryRead(out var request))
            {
                Take(request);
            }

            await StoreAsync();
        }
    }

    private void Take(PositionRequest request)
    {
        _taken.Add(request);
        foreach (var position in request.Positions)
        {
            var key = (request.UserId, position.Conversation);
            _positions[key] = Math.Max(position.Seq, _positions.GetValueOrDefault(key));
        }
    }

    private async Task StoreAsync()
    {
        while (true)
        {
            try
            {
                await using var command = source.CreateCommand(Sql.Named("save_positions"))
                    .With(_positions.Keys.Select(key => key.User).ToArray())
                    .With(_positions.Keys.Select(key => key.Conversation).ToArray())
                    .With(_positions.Values.ToArray());
                await command.ExecuteNonQueryAsync();
                StorageMeter.CursorCommits.Add(1);
                StorageMeter.CursorRows.Add(_positions.Count);
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
