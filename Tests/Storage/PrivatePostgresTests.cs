using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansChat.Silo.Hosting;

namespace OrleansChat.Tests.Storage;

public sealed class PrivatePostgresTests : IDisposable
{
    private readonly string _folder = Path.Combine(
        Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"chat-tests-{Environment.ProcessId}-own"));

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task Without_PostgreSQL_one_line_says_what_to_install()
    {
        var postgres = On(_folder, programFolders: []);

        var refusal = await Assert.ThrowsAsync<PrivatePostgresException>(() => postgres.StartAsync(CancellationToken.None));

        Assert.Contains("install", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public async Task A_folder_with_other_files_is_left_alone()
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "postgres")).FullName, "diary.txt");
        await File.WriteAllTextAsync(file, "mine");

        await Assert.ThrowsAsync<PrivatePostgresException>(() => On(_folder).StartAsync(CancellationToken.None));

        Assert.Equal("mine", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task A_server_on_a_long_path_starts_over_a_killed_ones_lock_listens_on_no_port_and_stops()
    {
        var folder = Path.Combine(_folder, new string('x', 90));
        Directory.CreateDirectory(folder);
        var postgres = On(folder);
        await postgres.StartAsync(CancellationToken.None);
        await postgres.StopAsync(CancellationToken.None);

        // What a killed server leaves, when its number belongs to somebody else now.
        var lockFile = Path.Combine(folder, "postgres", "postmaster.pid");
        await File.WriteAllTextAsync(lockFile, $"{Environment.ProcessId}\n{folder}/postgres\n0\n5432\n/tmp\n\n0 0\nready\n");
        var connectionString = await postgres.StartAsync(CancellationToken.None);
        try
        {
            await using var source = NpgsqlDataSource.Create(connectionString);
            Assert.Equal("", await ShowAsync(source, "listen_addresses"));
            Assert.Equal("on", await ShowAsync(source, "fsync"));
            Assert.Equal("UTF8", await ShowAsync(source, "server_encoding"));
            Assert.Equal("C", await ShowAsync(source, "lc_collate"));
        }
        finally
        {
            await postgres.StopAsync(CancellationToken.None);
        }

        Assert.False(File.Exists(lockFile));
        await postgres.StopAsync(CancellationToken.None); // nothing runs: nothing to do
    }

    private static PrivatePostgres On(string folder, IReadOnlyList<string>? programFolders = null) => new(
        new PrivatePostgresOptions { DataFolder = folder, ProgramFolders = programFolders }, NullLogger<PrivatePostgres>.Instance);

    private static async Task<string> ShowAsync(NpgsqlDataSource source, string setting)
    {
        await using var command = source.CreateCommand("SHOW " + setting);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
