using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansChat.Silo.Telemetry;

/// <summary>Logs are JSON lines on standard error, one a fact; standard output is for the operator.</summary>
public static class ChatLogging
{
    public static void Configure(ILoggingBuilder logging, IConfiguration configuration) => logging
        .AddConfiguration(configuration.GetSection("Logging"))
        .SetMinimumLevel(LogLevel.Warning)
        .AddFilter("OrleansChat", LogLevel.Information)
        .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None) // would make each request an Activity
        .AddJsonConsole(console =>
        {
            console.IncludeScopes = false;
            console.TimestampFormat = "O";
            console.UseUtcTimestamp = true;
        })
        .Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
