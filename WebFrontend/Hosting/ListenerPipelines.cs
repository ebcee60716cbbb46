using OrleansChat.Silo.Operations;
using OrleansChat.WebFrontend.Admin;

namespace OrleansChat.WebFrontend.Hosting;

/// <summary>One pipeline for each listener, with routes of its own: what one protocol maps does not exist on another's
/// port.</summary>
internal static class ListenerPipelines
{
    public static void UseListeners(this IApplicationBuilder app, ChatOptions options)
    {
        foreach (var listener in options.Listeners)
        {
            app.MapWhen(
                context => context.Features.Get<ListenerFeature>()?.Listener == listener,
                branch => Build(branch, listener));
        }
    }

    private static void Build(IApplicationBuilder branch, ListenerOptions listener)
    {
        branch.UseMiddleware<FaultMiddleware>();
        if (listener.Protocol is not null)
        {
            branch.UseMiddleware<DrainMiddleware>();
        }

        branch.UseRouting();
        branch.UseEndpoints(routes =>
        {
            if (listener.Protocol is { } protocol)
            {
                protocol.Map(routes);
            }
            else if (listener.Name == "Admin")
            {
                AdminEndpoints.Map(routes);
            }
            else
            {
                HealthEndpoints.Map(routes);
            }
        });
    }
}
