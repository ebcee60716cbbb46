using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using OrleansChat.Hosting;
using OrleansChat.Silo.Settings;
using OrleansChat.Silo.Telemetry;

namespace OrleansChat.Silo.Operations;

/// <summary>What an operator meets in every process, whatever it hosts.</summary>
public static class OperationsServices
{
    /// <summary>Registers readiness, metrics, traces, the watch over the database, and how the process stops.</summary>
    /// <remarks>Called last: what is registered last begins to stop first.</remarks>
    public static IServiceCollection AddChatOperations(this IServiceCollection services, ProcessOptions options)
    {
        var departure = new DepartureOptions(options.DrainPause);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = departure.Deadline);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Readiness>();
        services.AddSingleton(new AdminToken(options.AdminToken));
        services.AddSingleton(provider => PrometheusText.ForServer(provider.GetRequiredService<IMeterFactory>()));
        services.AddHostedService<Tracing>();
        services.AddHostedService<DatabaseWatch>();
        services.AddSingleton(departure);
        return services.AddHostedService<Departure>();
    }
}
