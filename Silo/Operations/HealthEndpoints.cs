using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansChat.Hosting;

namespace OrleansChat.Silo.Operations;

/// <summary>What anybody may ask of a process: whether it lives and whether it takes traffic. Source: contract.md,
/// health.</summary>
public static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("ok"));
        routes.MapGet("/readyz", (Readiness readiness) => readiness.IsReady
            ? Results.Text("ready")
            : Results.Json(new NotReady(readiness.Reasons), OperationsJson.Default.NotReady, statusCode: 503));
    }
}
