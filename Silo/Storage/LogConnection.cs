using Npgsql;
using OrleansChat.Conversations;

namespace OrleansChat.Silo.Storage;

/// <summary>One writer's connection with its prepared statement.</summary>
internal sealed class LogConnection : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlCommand _appendNew;
    private readonly NpgsqlCommand _append;
    private readonly AppendArrays _arrays = new();

    private LogConnection(NpgsqlConnection connection)
    {
        _connection = connection;
        _appendNew = new NpgsqlCommand(Sql.Named("append_new_messages"), connection);
        _append = new NpgsqlCommand(Sql.Named("append_messages"), connection);
        _arrays.Bind(_appendNew.Parameters);
        _arrays.Bind(_append.Parameters);
    }

    internal static async Task<LogConnection> OpenAsync(NpgsqlDataSource source)
    {
        var connection = await source.OpenConnectionAsync();
        try
        {
            var opened = new LogConnection(connection);
            await opened._appendNew.PrepareAsync();
            await opened._append.PrepareAsync();
            return opened;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>One transaction, one round trip.</summary>
    /// <param name="requests">Of different conversations.</param>
    /// <param name="looksForKeys">Whether known client keys are answered; otherwise they are a unique violation, for
    /// less work.</param>
    /// <returns>The conversations that got no row: with the stored rows of the same client keys, or null when a place
    /// was taken.</returns>
    internal async Task<Dictionary<string, List<ChatMessage>?>?> AppendAsync(
        List<AppendRequest> requests, bool looksForKeys)
    {
        _arrays.Fill(requests);
        try
        {
            if (requests.TrueForAll(request => request.IsPlain))
            {
                await using var reader = await (looksForKeys ? _append : _appendNew).ExecuteReaderAsync();
                return await ReadRefusalsAsync(reader);
            }

            await using var batch = new NpgsqlBatch(_connection);
            var append = new NpgsqlBatchCommand(_append.CommandText);
            _arrays.Bind(append.Parameters);
            batch.BatchCommands.Add(append);
            MembershipCommands.AddTo(batch, requests);
            await using var results = await batch.ExecuteReaderAsync();
            return await ReadRefusalsAsync(results);
        }
        finally
        {
            _arrays.Clear();
        }
    }

    /// <summary>Whether every row of a batch is in the log, as itself.</summary>
    internal async Task<bool> HoldsAsync(LogBatch batch)
    {
        await using var command = new NpgsqlCommand(Sql.Named("count_own_rows"), _connection);
        command.With(batch.Conversation)
            .With(batch.Messages.Select(message => message.Seq).ToArray())
            .With(batch.Messages.Select(message => message.MessageId).ToArray());
        return (long)(await command.ExecuteScalarAsync())! == batch.Messages.Length;
    }

    public async ValueTask DisposeAsync()
    {
        await _appendNew.DisposeAsync();
        await _append.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static async Task<Dictionary<string, List<ChatMessage>?>?> ReadRefusalsAsync(NpgsqlDataReader reader)
    {
        Dictionary<string, List<ChatMessage>?>? refusals = null;
        while (await reader.ReadAsync())
        {
            refusals ??= new(StringComparer.Ordinal);
            var conversation = reader.GetString(0);
            if (await reader.IsDBNullAsync(1))
            {
                refusals[conversation] = null;
            }
            else if (!refusals.TryGetValue(conversation, out var rows))
            {
                refusals[conversation] = [MessageRows.ReadWorded(reader, from: 1)];
            }
            else
            {
                rows?.Add(MessageRows.ReadWorded(reader, from: 1));
            }
        }

        // The following results carry no rows, but an error among them must surface before anybody is told "committed".
        while (await reader.NextResultAsync())
        {
        }

        return refusals;
    }
}
