using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OrleansChat.Tests.Support;

/// <summary>Keeps what a server logs; add it to the server's logger factory.</summary>
[ProviderAlias("Kept")]
internal sealed class KeptLog : ILoggerProvider
{
    /// <summary>Settings under which it gets everything of ours, and what is worth a line of the others.</summary>
    public static readonly (string Key, string Value)[] Settings =
    [
        ("Logging:Kept:LogLevel:Default", "Information"),
        ("Logging:Kept:LogLevel:OrleansChat", "Trace"),
        ("Logging:Kept:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "None"), // as the server's own log
    ];

    private readonly ConcurrentQueue<(LogLevel Level, string Text, Exception? Fault)> _entries = new();

    public (LogLevel Level, string Text, Exception? Fault)[] Entries => [.. _entries];

    public ILogger CreateLogger(string categoryName) => new Keeper(_entries);

    public void Dispose()
    {
        // What was kept is looked at after the server's end, too.
    }

    private sealed class Keeper(ConcurrentQueue<(LogLevel Level, string Text, Exception? Fault)> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            entries.Enqueue((logLevel, formatter(state, exception), exception));
    }
}
