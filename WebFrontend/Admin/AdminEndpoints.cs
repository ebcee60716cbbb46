using OrleansChat.Accounts;
using OrleansChat.Audit;
using OrleansChat.Errors;
using OrleansChat.Hosting;
using OrleansChat.Silo.Operations;

namespace OrleansChat.WebFrontend.Admin;

/// <summary>The administrator's calls. Source: contract.md, health and admin.</summary>
internal static class AdminEndpoints
{
    private const int MaxNameLength = 64;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("").AddEndpointFilter<AdminTokenFilter>();
        OperatorEndpoints.Map(admin);
        var calls = admin.MapGroup("").AddEndpointFilter(UnlessDrainingAsync);
        calls.MapPost("/admin/users", CreateUserAsync);
        calls.MapPost("/admin/tokens", CreateTokenAsync);
        calls.MapGet("/admin/log/verify", VerifyLogAsync);
    }

    private static ValueTask<object?> UnlessDrainingAsync(
        EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        call.HttpContext.RequestServices.GetRequiredService<Readiness>().IsDraining
            ? new ValueTask<object?>(AdminProblems.Draining())
            : next(call);

    private static async Task<IResult> CreateUserAsync(
        CreateUserRequest request, IClusterClient grains, CancellationToken cancellation)
    {
        if (request.Name is not { Length: > 0 and <= MaxNameLength })
        {
            return AdminProblems.Invalid($"name: 1 to {MaxNameLength} characters");
        }

        if (request.Mobile is { } mobile && !(mobile.Length == 11 && mobile.All(char.IsAsciiDigit)))
        {
            return AdminProblems.Invalid("mobile: 11 digits");
        }

        if (AdminRoles.Read(request.Role) is not { } role)
        {
            return AdminProblems.Invalid("role: user, agent or staff");
        }

        var userId = await grains.GetGrain<IIdGeneratorGrain>("user").NextAsync(cancellation);
        if (request.Mobile is not null
            && await grains.GetGrain<ILookupGrain>($"phone:{request.Mobile}")
                .ClaimAsync(userId, cancellation) != userId)
        {
            return AdminProblems.From(ChatError.UserExists);
        }

        var user = grains.GetGrain<IUserGrain>(userId);
        var registered = await user.RegisterAsync(
            new RegisterUser(request.Mobile ?? "", request.Password, request.Name, role), cancellation);
        return registered.Ok ? await OpenAsync(user, userId, cancellation) : AdminProblems.From(registered.Error);
    }

    private static async Task<IResult> CreateTokenAsync(
        CreateTokenRequest request, IClusterClient grains, CancellationToken cancellation) =>
        await OpenAsync(grains.GetGrain<IUserGrain>(request.UserId), request.UserId, cancellation);

    private static async Task<IResult> OpenAsync(IUserGrain user, long userId, CancellationToken cancellation)
    {
        var grant = await user.OpenSessionAsync(new OpenSession("admin", "", "", ""), cancellation);
        return grant is { Ok: true, Value: { } session }
            ? Results.Json(new UserToken(userId, session.Token), AdminJson.Default.UserToken)
            : AdminProblems.From(grant.Error);
    }

    private static async Task<IResult> VerifyLogAsync(IClusterClient grains, CancellationToken cancellation)
    {
        var violations = await grains.GetGrain<IAuditGrain>(0).VerifyLogAsync(cancellation);
        return Results.Json(new Verdict(violations.IsEmpty, violations), AdminJson.Default.Verdict);
    }
}
