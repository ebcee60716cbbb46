using OrleansChat.Hosting;

namespace OrleansChat.WebFrontend.Hosting;

/// <summary>Refuses what reaches a protocol's listener while the process stops; what is under way is
/// finished.</summary>
internal sealed class DrainMiddleware(RequestDelegate next, Readiness readiness)
{
    public Task InvokeAsync(HttpContext context) => readiness.IsDraining ? RefuseAsync(context) : next(context);

    /// <summary>The connection ends with the answer, so that the client's next one leads to another node.</summary>
    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "1";
        context.Response.Headers.Connection = "close";
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync("the server is going away", context.RequestAborted);
    }
}
