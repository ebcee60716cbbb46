using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using OrleansChat.Conversations;

namespace OrleansChat.Silo.Storage;

/// <summary>One loop that takes everything waiting and commits it: while one commit is under way, the next one
/// collects.</summary>
/// <remarks>
/// An error that names no culprit is retried one conversation at a time, so that one of them never costs the others.
/// Silence of the database is retried with the same rows: those that were committed after all are recognised as our
/// own.
/// </remarks>
internal sealed class LogWriter(
    ChannelReader<AppendRequest> waiting,
    NpgsqlDataSource source,
    ChatStorageOptions options,
    TimeProvider time,
    ILogger logger)
{
    private const int MaxTries = 4;

    // After a known client key: whoever repeats one repeats more, and each costs the rows of everybody in its commit a
    // second try.
    private const int CarefulCommits = 200;

    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);

    private readonly Queue<AppendRequest> _parked = new();
    private readonly List<AppendRequest> _taken = [];
    private readonly HashSet<string> _conversations = new(StringComparer.Ordinal);
    private readonly HashSet<long> _messageIds = [];
    private LogConnection? _connection;
    private bool _isOut;
    private int _carefulCommits;

    /// <summary>Runs until the channel is completed and everything in it has its answer.</summary>
    internal async Task RunAsync()
    {
        while (_parked.Count > 0 || await waiting.WaitToReadAsync())
        {
            Take();
            if (_taken.Count > 0)
            {
                await CommitAsync(_taken);
            }
        }

        await DropConnectionAsync();
    }

    private void Take()
    {
        _taken.Clear();
        _conversations.Clear();
        var rows = 0;
        for (var parked = _parked.Count; parked > 0 && rows < options.MaxRowsPerCommit; parked--)
        {
            rows += Accept(_parked.Dequeue());
        }

        while (rows < options.MaxRowsPerCommit && waiting.TryRead(out var request))
        {
            rows += Accept(request);
        }

        if (_taken.Exists(request => request.HasOwnIds))
        {
            _messageIds.Clear();
            _taken.RemoveAll(IsBehind);
        }
    }

    // One message id for two conversations, because a client chose it: the second learns in the next commit who has it.
    private bool IsBehind(AppendRequest request)
    {
        var isBehind = request.Batch.Messages.Any(message => _messageIds.Contains(message.MessageId));
        if (isBehind)
        {
            _parked.Enqueue(request);
            return true;
        }

        foreach (var message in request.Batch.Messages)
        {
            _messageIds.Add(message.MessageId);
        }

        return false;
    }

    private int Accept(AppendRequest request)
    {
        if (!_conversations.Add(request.Batch.Conversation))
        {
            _parked.Enqueue(request); // its forerunner is in this commit
            return 0;
        }

        _taken.Add(request);
        return request.Batch.Messages.Length;
    }

    private async Task CommitAsync(List<AppendRequest> requests)
    {
        for (var tries = 1; requests.Count > 0; tries++)
        {
            try
            {
                await TryCommitAsync(requests);
                return;
            }
            catch (PostgresException answer) when (!StorageFaults.IsUnknownOutcome(answer))
            {
                if (await RefuseAsync(requests, answer, tries))
                {
                    return;
                }
            }
            catch (Exception e) when (StorageFaults.IsUnknownOutcome(e))
            {
                await PauseAsync(requests, e);
            }
            catch (Exception e)
            {
                await DropConnectionAsync();
                await FailOrSplitAsync(requests, e);
                return;
            }
        }
    }

    private async Task TryCommitAsync(List<AppendRequest> requests)
    {
        using var spans = CommitSpans.Begin(requests);
        _connection ??= await LogConnection.OpenAsync(source);
        var refusals = await _connection.AppendAsync(requests, looksForKeys: _carefulCommits > 0);
        spans?.Answered();
        _carefulCommits = Math.Max(0, _carefulCommits - 1);
        if (_isOut)
        {
            _isOut = false;
            StorageLog.DatabaseReturned(logger);
        }

        CountRows(requests, refusals);
        foreach (var request in requests)
        {
            Answer(request, refusals is not null && refusals.TryGetValue(request.Batch.Conversation, out var known)
                ? await JudgeAsync(request, known)
                : AppendOutcome.Committed);
        }
    }

    private static void CountRows(List<AppendRequest> requests, Dictionary<string, List<ChatMessage>?>? refusals)
    {
        var rows = 0;
        foreach (var request in requests)
        {
            if (refusals is null || !refusals.ContainsKey(request.Batch.Conversation))
            {
                rows += request.Batch.Messages.Length;
            }
        }

        if (rows > 0)
        {
            StorageMeter.Commits.Add(1);
            StorageMeter.Rows.Add(rows);
            StorageMeter.RowsPerCommit.Record(rows);
        }
    }

    private async Task<AppendOutcome> JudgeAsync(AppendRequest request, List<ChatMessage>? known)
    {
        if (request.IsDoubtful && await _connection!.HoldsAsync(request.Batch))
        {
            return AppendOutcome.Committed; // the try whose answer was lost
        }

        return known is null
            ? AppendOutcome.Conflict
            : new AppendOutcome(
                AppendResult.Duplicate, [.. known.DistinctBy(row => row.MessageId).OrderBy(row => row.Seq)]);
    }

    /// <returns>Whether every request has its answer; otherwise the same statement is worth another try.</returns>
    private async Task<bool> RefuseAsync(List<AppendRequest> requests, PostgresException answer, int tries)
    {
        StorageMeter.Retries.Add(1);
        var isRace = answer.SqlState is PostgresErrorCodes.UniqueViolation;
        if (isRace && _carefulCommits == 0)
        {
            _carefulCommits = CarefulCommits;
            return false;
        }

        if (tries < MaxTries && (StorageFaults.IsTransient(answer) || (isRace && requests.Count == 1)))
        {
            return false; // a fresh snapshot sees who was faster, and the statement then says why
        }

        if (isRace && requests.Count == 1)
        {
            Answer(requests[0], AppendOutcome.Conflict);
            return true;
        }

        await FailOrSplitAsync(requests, answer);
        return true;
    }

    private async Task FailOrSplitAsync(List<AppendRequest> requests, Exception cause)
    {
        if (requests.Count == 1)
        {
            StorageLog.AppendFailed(logger, cause, requests[0].Batch.Conversation);
            Fail(requests[0], "The database refused the rows.", cause);
            return;
        }

        foreach (var request in requests.ToArray())
        {
            await CommitAsync([request]);
        }
    }

    // Until the database returns: everybody who has waited too long, here or in the channel, is told so.
    private async Task PauseAsync(List<AppendRequest> requests, Exception cause)
    {
        StorageMeter.Retries.Add(1);
        if (!_isOut)
        {
            _isOut = true;
            StorageLog.DatabaseSilent(logger, cause);
        }

        await DropConnectionAsync();
        foreach (var request in requests)
        {
            request.IsDoubtful = true;
        }

        await Task.Delay(RetryPause, time, CancellationToken.None);
        requests.RemoveAll(request => FailIfLate(request, cause));
        while (_parked.Count < options.MaxWaitingBatches && waiting.TryRead(out var request))
        {
            _parked.Enqueue(request);
        }

        for (var parked = _parked.Count; parked > 0; parked--)
        {
            var request = _parked.Dequeue();
            if (!FailIfLate(request, cause))
            {
                _parked.Enqueue(request);
            }
        }
    }

    private bool FailIfLate(AppendRequest request, Exception cause)
    {
        var isLate = time.GetElapsedTime(request.StartedAt) >= options.OutageLimit - RetryPause;
        if (isLate)
        {
            Fail(request, "The database does not answer.", cause);
        }

        return isLate;
    }

    private void Answer(AppendRequest request, AppendOutcome outcome)
    {
        StorageMeter.AppendLatency.Record(time.GetElapsedTime(request.StartedAt).TotalSeconds);
        request.TrySetResult(outcome);
    }

    private static void Fail(AppendRequest request, string message, Exception cause)
    {
        StorageMeter.Errors.Add(1);
        request.TrySetException(new LogUnavailableException(message, cause));
    }

    private async Task DropConnectionAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }
}
