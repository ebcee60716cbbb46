using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansChat.Conversations;
using OrleansChat.Silo.Hosting;
using OrleansChat.Silo.Storage;

namespace OrleansChat.Tests.Support;

/// <summary>A fresh, migrated database for one test class, on one private server for the whole run.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private const int ConnectionsOfAClass = 120; // two nodes of 43, the fixture's own 23, and what the test opens itself
    private const int ConnectionsLeftOver = 400; // of classes that ended just now

    private static readonly string FolderPrefix = Path.Combine(Path.GetTempPath(), "chat-tests-");
    private static readonly Lazy<Task<string>> Server = new(StartServerAsync);
    private static int _databases;

    private ServiceProvider? _services;

    public string ConnectionString { get; private set; } = "";

    public NpgsqlDataSource Source => Get<NpgsqlDataSource>();

    /// <summary>One log over the database, as a node has it.</summary>
    public IMessageLog Log => Get<IMessageLog>();

    public T Get<T>()
        where T : notnull =>
        (_services ?? throw new InvalidOperationException("The fixture is not initialized.")).GetRequiredService<T>();

    public async Task InitializeAsync()
    {
        ConnectionString = await CreateDatabaseAsync();
        _services = new ServiceCollection().AddLogging().AddChatStorage(ConnectionString).BuildServiceProvider();
        await Migrator.ApplyAsync(Source, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }

    /// <summary>Ends the server of this run, if there is one. Called once, after the last test.</summary>
    public static async Task StopServerAsync()
    {
        if (Server.IsValueCreated)
        {
            await Server.Value;
            await RemoveAsync(string.Create(CultureInfo.InvariantCulture, $"{FolderPrefix}{Environment.ProcessId}"));
        }
    }

    /// <summary>An empty database without tables.</summary>
    public static async Task<string> CreateDatabaseAsync()
    {
        var server = await Server.Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand("CREATE DATABASE " + name, connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server)
        {
            Database = name,
            ConnectionIdleLifetime = 10, // pools outlive the servers of a class that has ended
            ConnectionPruningInterval = 2,
        }.ConnectionString;
    }

    private static async Task<string> StartServerAsync()
    {
        await RemoveOrphansAsync();
        var folder = string.Create(CultureInfo.InvariantCulture, $"{FolderPrefix}{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        return await PostgresOn(folder).StartAsync(CancellationToken.None);
    }

    // Servers of runs that were killed before they could stop them. Of two runs that start at once one removes them.
    private static async Task RemoveOrphansAsync()
    {
        FileStream claim;
        try
        {
            claim = new FileStream($"{FolderPrefix}orphans", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return;
        }

        await using (claim)
        {
            foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), Path.GetFileName(FolderPrefix) + "*"))
            {
                if (!Directory.Exists("/proc/" + folder[FolderPrefix.Length..].Split('-')[0]))
                {
                    await RemoveAsync(folder);
                }
            }
        }
    }

    private static async Task RemoveAsync(string folder)
    {
        await PostgresOn(folder).StopAsync(CancellationToken.None);
        Directory.Delete(folder, recursive: true);
    }

    private static PrivatePostgres PostgresOn(string folder) => new(
        new PrivatePostgresOptions
        {
            DataFolder = folder,
            Settings = ImmutableDictionary<string, string>.Empty.Add(
                "max_connections",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{ConnectionsLeftOver + (ConnectionsOfAClass * Environment.ProcessorCount)}")),
        },
        NullLogger<PrivatePostgres>.Instance);
}
