using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using OrleansChat.Benchmarks.Sockets;
using OrleansChat.Silo.Hosting;

namespace OrleansChat.Benchmarks.Server;

/// <summary>A server of our own: the built WebFrontend on free ports, with a folder that goes with it.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly string _folder;

    private ServerProcess(Process process, string folder, ServerAddress address)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

    public ServerAddress Address { get; private set; }

    private string Log => Path.Combine(_folder, "server.log");

    /// <summary>Starts the server and waits until traffic is welcome.</summary>
    /// <param name="first">The node whose database and secrets it shares; null for one of its own.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public static async Task<ServerProcess> StartAsync(ServerProcess? first, CancellationToken cancellation)
    {
        var program = Path.GetFullPath(
            Path.Combine(AppContext.BaseDirectory, "../../WebFrontend/release/WebFrontend.dll"));
        if (!File.Exists(program))
        {
            throw new FileNotFoundException("build it first: dotnet build -c Release WebFrontend", program);
        }

        // Not the temporary folders of .NET: the database runs as another user, who must reach its files.
        var folder = Path.Combine(Path.GetTempPath(), $"chat-bench-{RandomNumberGenerator.GetHexString(8, true)}");
        Directory.CreateDirectory(folder);
        var ports = FreePorts(8);
        var portal = new Uri($"http://127.0.0.1:{ports[2]}");
        var address = new ServerAddress(
            new Uri($"http://127.0.0.1:{ports[0]}"),
            new Uri($"http://127.0.0.1:{ports[1]}"),
            first?.Address.Token ?? RandomNumberGenerator.GetHexString(32, true),
            null,
            null)
        {
            Friend = new Uri($"http://127.0.0.1:{ports[5]}"),
            Im = new Uri($"http://127.0.0.1:{ports[6]}"),
        };
        var command = Command(program, folder, address, portal);
        command.Environment["Chat__Cluster__SiloPort"] = $"{ports[3]}";
        command.Environment["Chat__Cluster__GatewayPort"] = $"{ports[4]}";
        command.Environment["Chat__Protocols__Im__HttpUrl"] = $"http://127.0.0.1:{ports[7]}";
        command.Environment["Chat__Security__Key"] = address.Token;
        if (first is not null)
        {
            command.Environment["ConnectionStrings__Chat"] = first.Database();
        }

        var server = new ServerProcess(Process.Start(command)!, folder, address);
        try
        {
            await server.WaitUntilReadyAsync(portal, cancellation);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _ = Libc.Kill(_process.Id, Libc.Terminate);
            if (!_process.WaitForExit(StopLimit))
            {
                Console.Error.WriteLine($"the server did not stop within {StopLimit}: killed");
                _process.Kill();
                _process.WaitForExit();
            }
        }

        _process.Dispose();
        if (DatabaseProcess() is { } database && Directory.Exists($"/proc/{database}"))
        {
            _ = Libc.Kill(database, Libc.Terminate);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static ProcessStartInfo Command(string program, string folder, ServerAddress address, Uri portal)
    {
        // The shell gives way to the server at once, so that the process id is the server's.
        var start = new ProcessStartInfo("/bin/sh")
        {
            ArgumentList = { "-c", "exec dotnet \"$0\" >\"$1\" 2>&1", program, Path.Combine(folder, "server.log") },
            WorkingDirectory = Path.GetDirectoryName(program)!,
        };
        var environment = start.Environment;
        environment["Chat__Data"] = folder;
        environment["Chat__Protocols__Chat33__Url"] = address.Chat.GetLeftPart(UriPartial.Authority);
        environment["Chat__Portal__Url"] = portal.GetLeftPart(UriPartial.Authority);
        environment["Chat__Admin__Url"] = address.Admin.GetLeftPart(UriPartial.Authority);
        environment["Chat__Admin__Token"] = address.Token;
        environment["Chat__Security__Mode"] = "Development";
        environment["Chat__RateLimit__FramesPerSecond"] = "0";
        environment["Chat__Protocols__Friend__Url"] = address.Friend.GetLeftPart(UriPartial.Authority);
        environment["Chat__Protocols__Im__SocketUrl"] = address.Im.GetLeftPart(UriPartial.Authority);
        foreach (var protocol in (ReadOnlySpan<string>)["CustomerService", "Container"])
        {
            environment[$"Chat__Protocols__{protocol}__Enabled"] = "false";
        }

        return start;
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        Array.ForEach(listeners, listener => listener.Start());
        var ports = Array.ConvertAll(listeners, listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        Array.ForEach(listeners, listener => listener.Dispose());
        return ports;
    }

    private async Task WaitUntilReadyAsync(Uri portal, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var started = Stopwatch.GetTimestamp();
        while (!await IsReadyAsync(http, new Uri(portal, "/readyz"), cancellation))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > StartLimit)
            {
                throw new InvalidOperationException(
                    $"the server did not become ready:\n{string.Join('\n', File.ReadLines(Log).TakeLast(30))}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellation);
        }

        Address = Address with { ProcessId = _process.Id, DatabaseProcessId = DatabaseProcess() };
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, Uri page, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync(page, cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // it does not listen yet
        }
    }

    private string? DatabaseLock() =>
        Directory.EnumerateFiles(_folder, "postmaster.pid", SearchOption.AllDirectories).FirstOrDefault();

    private int? DatabaseProcess() => DatabaseLock() is { } file
        ? int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture)
        : null;

    private string Database()
    {
        var folder = Path.GetDirectoryName(DatabaseLock())
            ?? throw new InvalidOperationException("the first node has no database of its own");
        var running = PrivatePostgresLock.Read(folder)
            ?? throw new InvalidOperationException("the database of the first node does not say where it listens");
        return $"Host={running.SocketFolder};Port={running.Port};Username={PrivatePostgres.SuperUser};Database=chat";
    }
}
