using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansChat.Conversations;
using OrleansChat.Silo.Hosting;
using OrleansChat.Silo.Storage;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

public sealed class PostgresOutageTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    private const int Rows = 60;

    private long _ids;

    [Fact]
    public async Task Backends_killed_under_load_lose_and_double_nothing()
    {
        using var done = new CancellationTokenSource();
        var killed = KillBackendsAsync(done.Token);

        await Task.WhenAll(Enumerable.Range(1, 50).Select(number => InsistAsync(database.Log, ConversationKey.Room(number), Rows)));

        await done.CancelAsync();
        Assert.True(await killed > 0, "No backend was killed: the test proved nothing.");
        Assert.Empty(await database.Get<LogVerifier>().VerifyAsync(CancellationToken.None));
        for (var number = 1; number <= 50; number++)
        {
            Assert.Equal(Rows, (await database.Log.OpenAsync(ConversationKey.Room(number), CancellationToken.None)).LastSeq);
        }
    }

    [Fact]
    public async Task A_database_that_goes_away_fails_appends_in_time_and_is_used_again_when_it_returns()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"chat-tests-{Environment.ProcessId}-outage");
        Directory.CreateDirectory(folder);
        var postgres = new PrivatePostgres(
            new PrivatePostgresOptions { DataFolder = folder }, NullLogger<PrivatePostgres>.Instance);
        var connectionString = await postgres.StartAsync(CancellationToken.None);
        try
        {
            await using var services = new ServiceCollection()
                .AddLogging().AddChatStorage(connectionString).BuildServiceProvider();
            await Migrator.ApplyAsync(services.GetRequiredService<NpgsqlDataSource>(), CancellationToken.None);
            var log = services.GetRequiredService<IMessageLog>();
            await WriteAsync(log, "r:1", 3);

            await postgres.StopAsync(CancellationToken.None);
            await Assert.ThrowsAsync<LogUnavailableException>(() => log.AppendAsync(Batch("r:1", 4)));
            await Assert.ThrowsAsync<LogUnavailableException>(() => log.OpenAsync("r:1", CancellationToken.None));

            var again = await postgres.StartAsync(CancellationToken.None);
            var reused = await postgres.StartAsync(CancellationToken.None);
            var outcome = await log.AppendAsync(Batch("r:1", 4));

            Assert.Equal(connectionString, again);
            Assert.Equal(connectionString, reused);
            Assert.Equal(AppendResult.Committed, outcome.Result);
            Assert.Empty(await services.GetRequiredService<LogVerifier>().VerifyAsync(CancellationToken.None));
        }
        finally
        {
            await postgres.StopAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>As a grain and its clients do: whoever is told "unavailable" reads where the log ends and goes on
    /// from there.</summary>
    private async Task InsistAsync(IMessageLog log, string conversation, int rows)
    {
        var stored = 0L;
        while (stored < rows)
        {
            try
            {
                if ((await log.AppendAsync(Batch(conversation, stored + 1))).Result is AppendResult.Committed)
                {
                    stored++;
                    continue;
                }

                stored = (await log.OpenAsync(conversation, CancellationToken.None)).LastSeq;
            }
            catch (LogUnavailableException)
            {
                await Task.Delay(50); // killed too often to be served in time on a busy machine
            }
        }
    }

    private async Task WriteAsync(IMessageLog log, string conversation, int rows)
    {
        for (var seq = 1; seq <= rows; seq++)
        {
            Assert.Equal(AppendResult.Committed, (await log.AppendAsync(Batch(conversation, seq))).Result);
        }
    }

    private LogBatch Batch(string conversation, long seq) => new(
        conversation,
        [new ChatMessage(conversation, seq, Interlocked.Increment(ref _ids), 0, $"k{seq}", MessageKind.Text, "{}", false, seq, null)],
        []);

    private async Task<long> KillBackendsAsync(CancellationToken cancellation)
    {
        var killed = 0L;
        while (!cancellation.IsCancellationRequested)
        {
            await using var command = database.Source.CreateCommand(
                "SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity "
                + "WHERE application_name = 'orleanschat-log' AND datname = current_database()");
            killed += (long)(await command.ExecuteScalarAsync(CancellationToken.None))!;
            await Task.Delay(15, CancellationToken.None);
        }

        return killed;
    }
}
