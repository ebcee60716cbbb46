using System.Diagnostics;
using Orleans.Runtime;

namespace OrleansChat.Silo.Embedded.Calls;

/// <summary>One span per call, a child of the caller's; nothing at all when nobody listens.</summary>
internal static class GrainTracing
{
    /// <summary>The name to listen to.</summary>
    public const string SourceName = "OrleansChat.Grains";

    private static readonly ActivitySource Source = new(SourceName);

    public static void Begin(Request request, GrainId target)
    {
        if (!Source.HasListeners())
        {
            return;
        }

        var caller = Activity.Current;
        request.Span = Source.StartActivity(request.Contract.Name);
        request.Span?.SetTag("grain.type", target.Type.Value);
        Activity.Current = caller; // it belongs to the callee's turns
    }

    public static void End(Request request, Task finished)
    {
        if (request.Span is not { } span)
        {
            return;
        }

        if (finished.IsFaulted)
        {
            span.SetStatus(ActivityStatusCode.Error, finished.Exception!.InnerException!.GetType().Name);
        }

        var current = Activity.Current;
        span.Stop();
        Activity.Current = current;
    }
}
