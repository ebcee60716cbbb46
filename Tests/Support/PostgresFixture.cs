using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansChat.Silo.Hosting;
using OrleansChat.Silo.Storage;

namespace OrleansChat.Tests.Support;

/// <summary>A fresh, migrated database for one test class, on one private server for the whole run.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private static readonly Lazy<Task<string>> Server = new(StartServerAsync);
    private static int _databases;

    private NpgsqlDataSource? _source;

    public string ConnectionString { get; private set; } = "";

    public ChatStorageOptions Options { get; } = new();

    public NpgsqlDataSource Source => _source ?? throw new InvalidOperationException("The fixture is not initialized.");

    public async Task InitializeAsync()
    {
        ConnectionString = await CreateDatabaseAsync();
        _source = ChatStorageRegistration.Connect(ConnectionString, Options);
        await Migrator.ApplyAsync(_source, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync();
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
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    public PostgresMessageLog CreateLog(LogDataSource writers) =>
        new(Source, writers, Options, TimeProvider.System, NullLogger<PostgresMessageLog>.Instance);

    private static async Task<string> StartServerAsync()
    {
        var folder = Path.Combine(
            Path.GetTempPath(), "chat-tests-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)));
        Directory.CreateDirectory(folder);
        var postgres = new PrivatePostgres(
            new PrivatePostgresOptions { DataFolder = folder }, NullLogger<PrivatePostgres>.Instance);
        var connectionString = await postgres.StartAsync(CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            postgres.StopAsync(CancellationToken.None).GetAwaiter().GetResult();
            Directory.Delete(folder, recursive: true);
        };
        return connectionString;
    }
}
