using Npgsql;

namespace OrleansChat.Silo.Storage;

/// <summary>Connections of the writers: they fail early, and plan for large tables from the first day.</summary>
public sealed class LogDataSource : IAsyncDisposable
{
    public LogDataSource(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.Timeout = 1;
        builder.ConnectionStringBuilder.CommandTimeout = 3;
        // no answer to a cancel is waited for: the outcome is unknown anyway
        builder.ConnectionStringBuilder.CancellationTimeout = -1;
        builder.ConnectionStringBuilder.MaxAutoPrepare = 32;
        builder.ConnectionStringBuilder.AutoPrepareMinUsages = 2;
        builder.ConnectionStringBuilder.NoResetOnClose = true;
        builder.ConnectionStringBuilder.ApplicationName = "orleanschat-log";

        // A plan made while the tables are small must not scan them when they are large.
        const string Plans = "SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan; SET jit = off";
        builder.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var command = new NpgsqlCommand(Plans, connection);
                command.ExecuteNonQuery();
            },
            async connection =>
            {
                await using var command = new NpgsqlCommand(Plans, connection);
                await command.ExecuteNonQueryAsync();
            });
        Source = builder.Build();
    }

    /// <summary>The writers' own pool.</summary>
    public NpgsqlDataSource Source { get; }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
