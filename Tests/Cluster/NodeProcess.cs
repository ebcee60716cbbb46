using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using OrleansChat.Tests.Load;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Cluster;

/// <summary>One node as a process of its own. It is killed, stopped and drained on purpose; when it ends by itself it
/// is started again, as an orchestrator does.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly NodeKind _kind;
    private readonly string _log;
    private readonly Dictionary<string, string> _settings;
    private readonly ConcurrentQueue<string> _ownEnds = [];
    private readonly Lock _guard = new();
    private Process? _process;
    private Process? _expectedEnd;

    public NodeProcess(int number, NodeKind kind, string folder, string connectionString)
    {
        _kind = kind;
        _log = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"node-{number}.log"));
        Number = number;
        Ports = NodePorts.Take();
        _settings = Settings(Path.ChangeExtension(_log, "data"), connectionString);
    }

    public int Number { get; }

    public NodePorts Ports { get; }

    public bool HasSockets => _kind is not NodeKind.Silo;

    public LoadNode Address => new(Number, new Uri(NodePorts.Url(Ports.Chat33)), new Uri(NodePorts.Url(Ports.Admin)));

    /// <summary>Each time that the process ended by itself, and how.</summary>
    public IEnumerable<string> OwnEnds => _ownEnds;

    public void Start()
    {
        var program = _kind is NodeKind.Silo ? "Silo" : "WebFrontend";
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec dotnet \"$0\" >>\"$1\" 2>&1", Program(program), _log]);
        foreach (var (key, value) in _settings)
        {
            start.Environment[key] = value;
        }

        var process = Process.Start(start)!;
        lock (_guard)
        {
            _process = process;
        }

        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => StartAgain(process);
        if (process.HasExited)
        {
            StartAgain(process);
        }
    }

    /// <summary>Waits until it takes traffic.</summary>
    public async Task ReadyAsync()
    {
        var patience = Stopwatch.StartNew();
        while (!await IsReadyAsync())
        {
            if (patience.Elapsed > StartLimit)
            {
                throw new TimeoutException($"Node {Number} is not ready after {StartLimit}.");
            }

            await Task.Delay(Glance);
        }
    }

    /// <summary>SIGKILL: it says good-bye to nobody.</summary>
    public async Task KillAsync()
    {
        var process = ExpectEnd();
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(EndLimit);
    }

    /// <summary>SIGTERM, and its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        var process = ExpectEnd();
        await SignalAsync("TERM");
        await process.WaitForExitAsync().WaitAsync(EndLimit);
        return process.ExitCode;
    }

    /// <summary>The administrator's call, and the exit code.</summary>
    public async Task<int> DrainAsync()
    {
        var process = ExpectEnd();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address.Admin, "/admin/drain"));
        request.Headers.Authorization = new("Bearer", ChatHost.AdminToken);
        using var answer = await Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        await process.WaitForExitAsync().WaitAsync(EndLimit);
        return process.ExitCode;
    }

    /// <summary>Sends <c>STOP</c>, <c>CONT</c> and the like.</summary>
    public async Task SignalAsync(string signal)
    {
        var id = _process!.Id.ToString(CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", [$"-{signal}", id]);
        await kill.WaitForExitAsync();
    }

    /// <summary>The end of what it logged.</summary>
    public async Task<string> TailAsync(int lines) => File.Exists(_log)
        ? $"--- node {Number}\n{string.Join('\n', (await File.ReadAllLinesAsync(_log)).TakeLast(lines))}"
        : $"--- node {Number} logged nothing";

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
        {
            return;
        }

        var process = ExpectEnd();
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    /// <summary>A silo has one listener, for the administrator.</summary>
    private Uri Health => new(NodePorts.Url(_kind is NodeKind.Silo ? Ports.Admin : Ports.Portal));

    private string Program(string name) => Path.Combine(
        RepositoryRoot.Path,
        "artifacts",
        _kind is NodeKind.Embedded ? "" : "orleans",
        "bin",
        name,
        new DirectoryInfo(AppContext.BaseDirectory).Name, // release or debug, as these tests are
        $"{name}.dll");

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Health, "/readyz"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return false; // it does not listen yet
        }
    }

    private Process ExpectEnd()
    {
        lock (_guard)
        {
            _expectedEnd = _process;
            return _process!;
        }
    }

    private void StartAgain(Process ended)
    {
        lock (_guard)
        {
            if (ended != _process || ended == _expectedEnd)
            {
                return;
            }

            _process = null;
        }

        _ownEnds.Enqueue(
            $"node {Number} ended by itself with {ended.ExitCode} at {ended.ExitTime:HH:mm:ss.fff}, was started again");
        Start();
    }

    private Dictionary<string, string> Settings(string data, string connectionString) => new(
        FreeListeners.Settings("__").Select(setting => KeyValuePair.Create(setting.Key, setting.Value)))
    {
        ["Chat__Data"] = Directory.CreateDirectory(data).FullName,
        ["ConnectionStrings__Chat"] = connectionString,
        ["Chat__Portal__Url"] = NodePorts.Url(Ports.Portal),
        ["Chat__Admin__Url"] = NodePorts.Url(Ports.Admin),
        ["Chat__Admin__Token"] = ChatHost.AdminToken,
        ["Chat__Protocols__Chat33__Url"] = NodePorts.Url(Ports.Chat33),
        ["Chat__Security__Mode"] = "Development",
        ["Chat__Security__Key"] = "a key that all nodes of the test have",
        ["Chat__DemoAccounts"] = "false",
        ["Chat__RateLimit__FramesPerSecond"] = "0",
        ["Chat__Sms__FixedCode"] = "123456",
        ["Chat__Cluster__Mode"] = _kind is NodeKind.Frontend ? "Client" : "CoHosted",
        ["Chat__Cluster__SiloPort"] = Ports.Silo.ToString(CultureInfo.InvariantCulture),
        ["Chat__Cluster__GatewayPort"] = Ports.Gateway.ToString(CultureInfo.InvariantCulture),
    };
}
