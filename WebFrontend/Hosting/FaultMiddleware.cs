using System.Diagnostics;

namespace OrleansChat.WebFrontend.Hosting;

/// <summary>The last net under HTTP: a bug becomes a 500 that says nothing but the id under which the log has
/// it.</summary>
internal sealed partial class FaultMiddleware(RequestDelegate next, ILogger<FaultMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (context.Request.Headers.Upgrade.Count == 0) // a socket shows no page, and would keep the header for life
        {
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException fault) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = fault.StatusCode;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort(); // the client has gone
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            var id = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
            Faulted(logger, id, context.Request.Path, fault);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await context.Response.WriteAsync($"fault {id}", context.RequestAborted);
        }
    }

    [LoggerMessage(EventId = 2901, Level = LogLevel.Error, Message = "Request {Id} for {Path} failed")]
    private static partial void Faulted(ILogger logger, string id, PathString path, Exception fault);
}
