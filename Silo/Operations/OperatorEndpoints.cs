using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using OrleansChat.Silo.Hosting;
using OrleansChat.Silo.Telemetry;

namespace OrleansChat.Silo.Operations;

/// <summary>The administrator's calls that every process answers. Source: contract.md, health and admin.</summary>
public static class OperatorEndpoints
{
    /// <param name="admin">Behind <see cref="AdminTokenFilter"/>.</param>
    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapGet("/metrics", (PrometheusText metrics) =>
            Results.Text(metrics.Write(), PrometheusText.ContentType, Encoding.UTF8));
        admin.MapPost("/admin/drain", Drain);
        GrainRuntime.MapPages(admin);
    }

    /// <summary>Begins what SIGTERM begins, and does not wait for it. A repetition changes nothing.</summary>
    private static IResult Drain(IHostApplicationLifetime process)
    {
        process.StopApplication();
        return Results.Json(
            new DrainBegun(Draining: true),
            OperationsJson.Default.DrainBegun,
            statusCode: StatusCodes.Status202Accepted);
    }
}
