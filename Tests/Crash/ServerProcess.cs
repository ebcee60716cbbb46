using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Crash;

/// <summary>The built server as a process of its own, with its own private PostgreSQL; it can be killed and started
/// again.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    // not a closed temporary folder: run by root, the database has a user of its own who must get there
    private readonly string _data = Directory.CreateDirectory(
        Path.Combine(Path.GetTempPath(), $"orleanschat-crash-{RandomNumberGenerator.GetHexString(8)}")).FullName;

    // the same after every start, so that a node of a cluster takes the place of the one that was killed
    private readonly int _siloPort = FixedPort.Take();

    private readonly ConcurrentQueue<string> _faults = [];
    private Process? _process;

    public Uri Chat33 { get; private set; } = new("http://127.0.0.1");

    public Uri Admin { get; private set; } = new("http://127.0.0.1");

    public Uri Portal { get; private set; } = new("http://127.0.0.1");

    /// <summary>Everything that the last start printed.</summary>
    public List<string> Output { get; private set; } = [];

    private static string Program => Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory,
        "..",
        "..",
        "WebFrontend",
        new DirectoryInfo(AppContext.BaseDirectory).Name,
        "WebFrontend.dll"));

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (key, value) in Settings())
        {
            start.Environment[key] = value;
        }

        Output = [];
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => _faults.Enqueue(line.Data ?? "");
        _process.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(StartLimit);
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            Output.Add(line);
            if (line.Contains("Admin token", StringComparison.Ordinal) || line.StartsWith("  Data", StringComparison.Ordinal))
            {
                break;
            }
        }

        Chat33 = Find("Chat33");
        Admin = Find("Admin");
        Portal = Find("Portal");
    }

    /// <summary>SIGKILL to the server and to every process of its database: nothing gets to say good-bye.</summary>
    public async Task KillAsync()
    {
        var postmaster = int.Parse(
            (await File.ReadAllLinesAsync(Path.Combine(_data, "postgres", "postmaster.pid")))[0],
            CultureInfo.InvariantCulture);
        _process!.Kill(entireProcessTree: true);
        using (var database = Process.GetProcessById(postmaster))
        {
            database.Kill(entireProcessTree: true);
            await database.WaitForExitAsync();
        }

        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an operator does it.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Completes when the process has ended by itself.</summary>
    public async Task<int> EndAsync()
    {
        await _process!.WaitForExitAsync();
        return _process.ExitCode;
    }

    public HttpClient AdminClient()
    {
        var client = new HttpClient { BaseAddress = Admin };
        client.DefaultRequestHeaders.Authorization = new("Bearer", ChatHost.AdminToken);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await StopAsync();
        }

        _process?.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private Dictionary<string, string> Settings() => new(
        FreeListeners.Settings("__").Select(setting => KeyValuePair.Create(setting.Key, setting.Value)))
    {
        ["Chat__Data"] = _data,
        ["Chat__Portal__Url"] = "http://127.0.0.1:0",
        ["Chat__Admin__Url"] = "http://127.0.0.1:0",
        ["Chat__Admin__Token"] = ChatHost.AdminToken,
        ["Chat__Security__Mode"] = "Development",
        ["Chat__Cluster__SiloPort"] = _siloPort.ToString(CultureInfo.InvariantCulture),
        ["Chat__Cluster__GatewayPort"] = "0",
        ["Chat__DemoAccounts"] = "false",
        ["Chat__RateLimit__FramesPerSecond"] = "0",
    };

    private Uri Find(string name)
    {
        var line = Output.FirstOrDefault(line => line.TrimStart().StartsWith(name, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No {name}: {string.Join('\n', [.. Output, .. _faults])}");
        return new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..].Trim());
    }
}
