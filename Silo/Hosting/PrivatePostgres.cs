using System.Globalization;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrleansChat.Silo.Hosting;

/// <summary>A PostgreSQL server of our own, reachable only through a socket in a folder that nobody else may
/// enter.</summary>
/// <remarks>It outlives a killed process of ours; the next start finds and uses it.</remarks>
public sealed class PrivatePostgres(PrivatePostgresOptions options, ILogger<PrivatePostgres> logger)
{
    // sockaddr_un holds 108 bytes on Linux, 104 elsewhere; ".s.PGSQL.5432" and a lock file's ".lock" follow the folder.
    private const int MaxSocketFolderBytes = 80;

    internal const string SuperUser = "postgres";

    private static readonly string[] UserNames = ["postgres", "nobody"];

    private readonly string _folder = PrivatePostgresFolder.Of(Path.GetFullPath(options.DataFolder));

    /// <summary>Makes the database where there is none, starts its server where none runs, and waits until it
    /// answers.</summary>
    /// <returns>A connection string.</returns>
    /// <exception cref="PrivatePostgresException">It cannot be had; the message says what to do.</exception>
    public async Task<string> StartAsync(CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PrivatePostgresException(
                "A private database needs Unix sockets: set ConnectionStrings:Chat to a running PostgreSQL server.");
        }

        var binaries = await PrivatePostgresBinaries.FindAsync(DataMajor(), options.ProgramFolders, cancellation);
        var userName = ServerUser();
        if (DataMajor() is null)
        {
            await CreateAsync(binaries, userName, cancellation);
        }

        PrivatePostgresLock.RemoveIfStale(_folder);
        if (!await IsRunningAsync(binaries, userName, cancellation))
        {
            var socketFolder = await SocketFolderAsync(userName, cancellation);
            PrivatePostgresLog.Starting(logger, binaries.Major, _folder);
            await PrivatePostgresCommand.EnsureAsync(
                binaries.Program("pg_ctl"),
                [
                    "start", "-D", _folder, "-w", "-t", "120", "-s", "-l", Path.Combine(_folder, "server.log"),
                    "-o", PrivatePostgresSettings.CommandLine(socketFolder, options.Settings),
                ],
                userName,
                cancellation);
        }

        return await ConnectAsync(cancellation);
    }

    /// <summary>Ends the server: what is committed is kept, what is under way is broken off.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        if (DataMajor() is { } major)
        {
            var binaries = await PrivatePostgresBinaries.FindAsync(major, options.ProgramFolders, cancellation);
            var userName = ServerUser();
            if (await IsRunningAsync(binaries, userName, cancellation))
            {
                var socketFolder = PrivatePostgresLock.Read(_folder)?.SocketFolder;
                await PrivatePostgresCommand.EnsureAsync(
                    binaries.Program("pg_ctl"), ["stop", "-D", _folder, "-m", "fast", "-w", "-t", "60", "-s"], userName, cancellation);
                if (socketFolder is not null && socketFolder != _folder && Directory.Exists(socketFolder))
                {
                    Directory.Delete(socketFolder);
                }
            }
        }
    }

    private async Task CreateAsync(PrivatePostgresBinaries binaries, string? userName, CancellationToken cancellation)
    {
        if (Directory.Exists(_folder) && Directory.EnumerateFileSystemEntries(_folder).Any())
        {
            throw new PrivatePostgresException($"{_folder} is neither empty nor a database: move it away, or set Chat:Data.");
        }

        Directory.CreateDirectory(_folder);
        await HandOverAsync(_folder, userName, cancellation);
        await PrivatePostgresCommand.EnsureAsync(
            binaries.Program("initdb"),
            [
                "-D", _folder, "-U", SuperUser, "--encoding=UTF8", "--locale=C", "--auth-local=trust", "--auth-host=reject",
            ],
            userName,
            cancellation);
    }

    private async Task<bool> IsRunningAsync(
        PrivatePostgresBinaries binaries, string? userName, CancellationToken cancellation)
    {
        var (exitCode, _) = await PrivatePostgresCommand.RunAsync(
            binaries.Program("pg_ctl"), ["status", "-D", _folder], userName, cancellation);
        return exitCode == 0;
    }

    private async Task<string> ConnectAsync(CancellationToken cancellation)
    {
        var server = PrivatePostgresLock.Read(_folder)
            ?? throw new PrivatePostgresException($"PostgreSQL does not say where it listens; see server.log in {_folder}.");
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = server.SocketFolder,
            Port = server.Port,
            Username = SuperUser,
            Database = SuperUser,
            Pooling = false,
        };
        await using (var connection = new NpgsqlConnection(builder.ConnectionString))
        {
            await connection.OpenAsync(cancellation);
            await CreateDatabaseAsync(connection, cancellation);
        }

        builder.Database = options.Database;
        builder.Remove("Pooling");
        return builder.ConnectionString;
    }

    private async Task CreateDatabaseAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var name = '"' + options.Database.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
        try
        {
            await using var create = new NpgsqlCommand("CREATE DATABASE " + name, connection);
            await create.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException answer) when (answer.SqlState is PostgresErrorCodes.DuplicateDatabase)
        {
            PrivatePostgresLog.Found(logger, options.Database); // usual: every start but the first
        }
    }

    private int? DataMajor()
    {
        var file = Path.Combine(_folder, "PG_VERSION");
        return File.Exists(file)
            ? int.Parse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
    }

    [UnsupportedOSPlatform("windows")]
    private async Task<string> SocketFolderAsync(string? userName, CancellationToken cancellation)
    {
        if (Encoding.UTF8.GetByteCount(_folder) <= MaxSocketFolderBytes)
        {
            return _folder;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_folder)))[..16];
        var folder = Path.Combine(Path.GetTempPath(), "chat-" + hash);
        if (Directory.CreateDirectory(folder).LinkTarget is not null)
        {
            throw new PrivatePostgresException($"{folder} is a link: remove it.");
        }

        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await HandOverAsync(folder, userName, cancellation);
        return folder;
    }

    private static Task HandOverAsync(string folder, string? userName, CancellationToken cancellation) => userName is null
        ? Task.CompletedTask
        : PrivatePostgresCommand.EnsureAsync("chown", [userName, folder], null, cancellation);

    // PostgreSQL refuses to run as root: then an unprivileged user of the machine runs it.
    private static string? ServerUser()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return null;
        }

        var known = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        return Array.Find(UserNames, known.Contains)
            ?? throw new PrivatePostgresException("PostgreSQL does not run as root: start as an ordinary user, or add the user postgres.");
    }
}
