using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansChat.Silo.Hosting;

namespace OrleansChat.Tests.Cluster;

/// <summary>The PostgreSQL beneath one cluster, which a test may break.</summary>
internal sealed class ClusterDatabase(string folder) : IAsyncDisposable
{
    private readonly PrivatePostgres _postgres = new(
        new PrivatePostgresOptions
        {
            DataFolder = folder,
            Settings = new Dictionary<string, string> { ["max_connections"] = "300" },
        },
        NullLogger<PrivatePostgres>.Instance);

    /// <returns>A connection string, the same after every start.</returns>
    public Task<string> StartAsync() => _postgres.StartAsync(CancellationToken.None);

    /// <summary>SIGQUIT, PostgreSQL's immediate stop: every connection breaks, the next start recovers from the
    /// log.</summary>
    public async Task BreakAsync()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "postgres", "postmaster.pid"));
        using var postmaster = Process.GetProcessById(int.Parse(lines[0], CultureInfo.InvariantCulture));
        using var kill = Process.Start("kill", ["-QUIT", lines[0]]);
        await postmaster.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync() => await _postgres.StopAsync(CancellationToken.None);
}
