using Microsoft.AspNetCore.Cors.Infrastructure;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>What a browser lets pages of other origins do: ours may call with their cookies, all others may
/// nothing.</summary>
/// <param name="origins">Which are ours; it depends on the address that was asked.</param>
internal sealed class BrowserPolicy(OriginCheck origins) : ICorsPolicyProvider
{
    private static readonly TimeSpan PreflightLife = TimeSpan.FromMinutes(10);

    public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        var isOurs = origins.IsOurs(context);
        var policy = new CorsPolicyBuilder()
            .SetIsOriginAllowed(_ => isOurs)
            .WithMethods(HttpMethods.Post)
            .WithHeaders([.. HeadersOf(context)])
            .SetPreflightMaxAge(PreflightLife)
            .AllowCredentials()
            .Build();
        return Task.FromResult<CorsPolicy?>(policy);
    }

    /// <summary>Puts the browser's policy into a protocol's pipeline, behind routing.</summary>
    public static void Use(IApplicationBuilder app, IChatProtocol protocol)
    {
        if (protocol.BrowserHeaders.Count == 0)
        {
            return;
        }

        app.Use(next => context =>
        {
            context.Features.Set<IChatProtocol>(protocol);
            return next(context);
        });
        app.UseCors();
    }

    private static IReadOnlyList<string> HeadersOf(HttpContext context) =>
        context.Features.Get<IChatProtocol>()?.BrowserHeaders ?? [];
}
