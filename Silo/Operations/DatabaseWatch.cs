using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansChat.Hosting;
using OrleansChat.Silo.Storage;

namespace OrleansChat.Silo.Operations;

/// <summary>Takes this process out of traffic while the database does not answer, and back in when it does.</summary>
/// <remarks>A pause and a probe's patience make three seconds; readiness promises five.</remarks>
public sealed partial class DatabaseWatch(
    DatabaseProbe probe, Readiness readiness, TimeProvider clock, ILogger<DatabaseWatch> logger) : BackgroundService
{
    private const string Reason = "database";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private bool _isAway;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var fault = await probe.AskAsync(stoppingToken);
            if (fault is not null && !_isAway)
            {
                readiness.Block(Reason);
                Away(logger, fault.Message);
            }
            else if (fault is null && _isAway)
            {
                readiness.Clear(Reason);
                Back(logger);
            }

            _isAway = fault is not null;
        }
    }

    [LoggerMessage(EventId = 5001, Level = LogLevel.Warning,
        Message = "Not ready: the database does not answer ({Fault})")]
    private static partial void Away(ILogger logger, string fault);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Information, Message = "Ready again: the database answers")]
    private static partial void Back(ILogger logger);
}
