using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace OrleansChat.WebFrontend.Supervision;

/// <summary>Keeps one process of the cluster running: when it ends by itself it is started again, after a pause that
/// grows.</summary>
/// <remarks>A session of its own keeps Ctrl+C from reaching it: the supervisor says who stops when.</remarks>
internal sealed class NodeProcess(
    NodePlan plan, IReadOnlyDictionary<string, string> shared, TextWriter output, TimeProvider clock)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;
    private Task _running = Task.CompletedTask;

    /// <summary>Starts it and waits until it takes traffic.</summary>
    /// <exception cref="NodeEndedException">It ended before.</exception>
    public async Task StartAsync(HttpClient http, CancellationToken cancellation)
    {
        Launch();
        while (!await IsReadyAsync(http, cancellation))
        {
            if (_process!.HasExited)
            {
                throw new NodeEndedException($"{plan.Name} ended with exit code {_process.ExitCode} before it was ready");
            }

            await Task.Delay(Glance, clock, cancellation);
        }

        _running = KeepAsync();
    }

    /// <summary>Asks it to drain and waits for its end; kills it after the deadline.</summary>
    public async Task StopAsync(TimeSpan deadline)
    {
        Process? running;
        lock (_gate)
        {
            _stopping.TrySetResult();
            running = _process;
        }

        if (running is null)
        {
            return;
        }

        ProcessSignal.Terminate(running);
        try
        {
            await running.WaitForExitAsync(CancellationToken.None).WaitAsync(deadline, clock);
        }
        catch (TimeoutException)
        {
            await SayAsync($"did not end within {deadline.TotalSeconds:0} s and is killed");
            running.Kill();
        }

        await _running;
    }

    /// <summary>Ends it at once.</summary>
    public void Kill()
    {
        if (_process is { HasExited: false } running)
        {
            running.Kill();
        }
    }

    private async Task KeepAsync()
    {
        var pause = ShortestPause;
        while (true)
        {
            var since = clock.GetTimestamp();
            await _process!.WaitForExitAsync(CancellationToken.None);
            if (_stopping.Task.IsCompleted)
            {
                return;
            }

            pause = clock.GetElapsedTime(since) > Steady ? ShortestPause : pause;
            await SayAsync($"ended with exit code {_process.ExitCode}; it is started again in {pause.TotalSeconds:0} s");
            try
            {
                await _stopping.Task.WaitAsync(pause, clock);
                return;
            }
            catch (TimeoutException)
            {
                pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
                Launch();
            }
        }
    }

    private void Launch()
    {
        string[] command = ["dotnet", Path.Combine(AppContext.BaseDirectory, $"{plan.Program}.dll")];
        var start = File.Exists(ProcessSignal.NewSession)
            ? new ProcessStartInfo(ProcessSignal.NewSession, command)
            : new ProcessStartInfo(command[0], command[1..]);
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        foreach (var (key, value) in shared.Concat(plan.Settings))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        lock (_gate)
        {
            if (_stopping.Task.IsCompleted)
            {
                return; // the one before has ended, and was the last
            }

            _process?.Dispose();
            _process = Process.Start(start)!;
        }

        _process.OutputDataReceived += (_, line) => Pass(line.Data);
        _process.BeginOutputReadLine();
    }

    /// <summary>What the process prints for the operator; its table is part of the cluster's.</summary>
    private void Pass(string? line)
    {
        if (line is { Length: > 0 } && line[0] != ' ' && !line.StartsWith("OrleansChat ", StringComparison.Ordinal))
        {
            output.WriteLine($"{plan.Name}: {line}");
        }
    }

    private Task SayAsync(FormattableString what) =>
        output.WriteLineAsync($"{plan.Name} {what.ToString(CultureInfo.InvariantCulture)}");

    private async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(plan.Health, "/readyz"), cancellation);
            return answer.StatusCode is HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false; // it does not listen yet
        }
    }
}
