using Microsoft.AspNetCore.HttpOverrides;
using OrleansChat.Silo.Operations;
using OrleansChat.WebFrontend.Admin;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Portal;

namespace OrleansChat.WebFrontend.Hosting;

/// <summary>One pipeline for each listener, with routes of its own: what one protocol maps does not exist on another's
/// port.</summary>
internal static class ListenerPipelines
{
    public static void UseListeners(this IApplicationBuilder app, ChatOptions options)
    {
        if (!options.TrustedProxies.IsEmpty)
        {
            app.UseForwardedHeaders(Believe(options));
        }

        foreach (var listener in options.Listeners)
        {
            app.MapWhen(
                context => context.Features.Get<ListenerFeature>()?.Listener == listener,
                branch => Build(branch, listener, options));
        }
    }

    /// <summary>The address that the last trusted proxy saw is that of the client, for limits by address; the host and
    /// scheme that it was asked for are those of the page, for origins and cookies.</summary>
    private static ForwardedHeadersOptions Believe(ChatOptions options)
    {
        var believed = new ForwardedHeadersOptions
        {
            ForwardedHeaders =
                ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
        };
        believed.KnownProxies.Clear();
        believed.KnownIPNetworks.Clear();
        foreach (var network in options.TrustedProxies)
        {
            believed.KnownIPNetworks.Add(network);
        }

        return believed;
    }

    private static void Build(IApplicationBuilder branch, ListenerOptions listener, ChatOptions options)
    {
        branch.UseMiddleware<FaultMiddleware>();
        if (listener.Protocol is not null)
        {
            branch.UseMiddleware<DrainMiddleware>();
        }

        branch.UseRouting();
        if (listener.Protocol is { } called)
        {
            BrowserPolicy.Use(branch, called);
        }

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
                PortalEndpoints.Map(routes, options);
            }
        });
    }
}
