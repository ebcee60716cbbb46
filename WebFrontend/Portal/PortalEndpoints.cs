using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Portal;

/// <summary>What anybody may ask of a node: whether it lives and whether it takes traffic. Source: contract.md,
/// health.</summary>
internal static class PortalEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("ok"));
        routes.MapGet("/readyz", (Readiness readiness) => readiness.IsReady
            ? Results.Text("ready")
            : Results.Json(new NotReady(readiness.Reasons), PortalJson.Default.NotReady, statusCode: 503));
    }
}
