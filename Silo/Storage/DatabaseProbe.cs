using System.Net.Sockets;
using Npgsql;

namespace OrleansChat.Silo.Storage;

/// <summary>Asks whether the database answers, over a connection of its own: a pool that is used up is no
/// outage.</summary>
public sealed class DatabaseProbe : IAsyncDisposable
{
    private const int PatienceSeconds = 2;

    private readonly NpgsqlDataSource _source;

    public DatabaseProbe(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.MaxPoolSize = 1;
        builder.ConnectionStringBuilder.Timeout = PatienceSeconds;
        builder.ConnectionStringBuilder.CommandTimeout = PatienceSeconds;
        builder.ConnectionStringBuilder.CancellationTimeout = -1; // who does not answer a question answers no cancel
        builder.ConnectionStringBuilder.ApplicationName = "orleanschat-probe";
        _source = builder.Build();
    }

    /// <summary>One question, answered within about two seconds.</summary>
    /// <returns>Null when the database answered; otherwise why it did not.</returns>
    public async Task<Exception?> AskAsync(CancellationToken cancellation)
    {
        try
        {
            await using var command = _source.CreateCommand(Sql.Named("probe"));
            await command.ExecuteScalarAsync(cancellation);
            return null;
        }
        catch (Exception e) when (e is NpgsqlException or IOException or SocketException or TimeoutException)
        {
            return e;
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
