using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansChat.Conversations;
using OrleansChat.Silo.Hosting;
using OrleansChat.Silo.Storage;

namespace OrleansChat.Benchmarks.Micro;

/// <summary>Rows a second through the log with every conversation in closed loop, and what PostgreSQL spends on
/// them.</summary>
/// <remarks>Not a BenchmarkDotNet class: its subject is the database, which runs in processes of its own.</remarks>
public static class MessageLogBenchmark
{
    private const double TicksPerSecond = 100; // USER_HZ of /proc/<pid>/stat

    private static readonly string Body = "{\"content\":\"" + new string('x', 80) + "\"}";

    /// <summary>Runs on a private database in a temporary folder and prints one line a round.</summary>
    public static async Task RunAsync(int conversations, int seconds, int rounds)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"chat-bench-log-{Environment.ProcessId}");
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), name)).FullName;
        var postgres = new PrivatePostgres(
            new PrivatePostgresOptions { DataFolder = folder }, NullLogger<PrivatePostgres>.Instance);
        try
        {
            var connectionString = await postgres.StartAsync(CancellationToken.None);
            await using var services = new ServiceCollection()
                .AddLogging().AddChatStorage(connectionString).BuildServiceProvider();
            await Migrator.ApplyAsync(services.GetRequiredService<NpgsqlDataSource>(), CancellationToken.None);
            for (var round = 0; round < rounds; round++)
            {
                await MeasureAsync(services.GetRequiredService<IMessageLog>(), folder, round, conversations, seconds);
            }
        }
        finally
        {
            await postgres.StopAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(IMessageLog log, string folder, int round, int conversations, int seconds)
    {
        var process = Process.GetCurrentProcess();
        var allocated = GC.GetTotalAllocatedBytes();
        var own = process.TotalProcessorTime;
        var database = DatabaseSeconds(folder);
        var watch = Stopwatch.StartNew();
        var loops = Enumerable.Range(0, conversations).Select(number => LoopAsync(
            log, ConversationKey.Direct((round * 10_000) + number + 1, 1_000_000 + number), number, watch, seconds));
        var rows = (await Task.WhenAll(loops)).Sum();
        var elapsed = watch.Elapsed.TotalSeconds;
        process.Refresh();
        var thousands = rows / 1_000.0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{conversations} conversations: {rows / elapsed:F0} rows/s, per 1,000 rows: "
            + $"{(process.TotalProcessorTime - own).TotalMilliseconds / thousands:F1} ms client, "
            + $"{(DatabaseSeconds(folder) - database) * 1_000 / thousands:F1} ms PostgreSQL, "
            + $"{(GC.GetTotalAllocatedBytes() - allocated) / rows} bytes allocated a row"));
    }

    private static async Task<long> LoopAsync(IMessageLog log, string conversation, int sender, Stopwatch watch, int seconds)
    {
        var seq = 0L;
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            seq++;
            var id = (Stopwatch.GetTimestamp() << 9) + sender;
            var key = string.Create(CultureInfo.InvariantCulture, $"client-key-{seq}");
            var row = new ChatMessage(conversation, seq, id, sender, key, MessageKind.Text, Body, false, seq, null);
            var outcome = await log.AppendAsync(new LogBatch(conversation, [row], []));
            if (outcome.Result is not AppendResult.Committed)
            {
                throw new InvalidOperationException($"A fresh row was answered with {outcome.Result}.");
            }
        }

        return seq;
    }

    // The server and its living children, and those that have ended (counted in their parent).
    private static double DatabaseSeconds(string folder)
    {
        var server = File.ReadLines(Path.Combine(folder, "postgres", "postmaster.pid")).First();
        return Directory.EnumerateDirectories("/proc")
            .Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]))
            .Select(Fields)
            .Where(fields => fields.Length > 0 && (fields[0] == server || fields[2] == server))
            .Sum(fields => Ticks(fields, 12) + Ticks(fields, 13) + (fields[0] == server ? Ticks(fields, 14) + Ticks(fields, 15) : 0))
            / TicksPerSecond;
    }

    private static double Ticks(string[] fields, int field) => double.Parse(fields[field], CultureInfo.InvariantCulture);

    // pid, state, parent, ...: the name in brackets, which may hold blanks, is left out.
    private static string[] Fields(string process)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(process, "stat"));
            return [Path.GetFileName(process), .. text[(text.LastIndexOf(')') + 2)..].Split(' ')];
        }
        catch (IOException)
        {
            return []; // it has ended meanwhile
        }
    }
}
