using System.Net;
using System.Net.Sockets;
using OrleansChat.Errors;
using OrleansChat.Quotas;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>The HTTP side: a form in, an envelope out, status 200.</summary>
/// <remarks>Source: decisions 3a to 3c.</remarks>
internal sealed class FriendEndpoints(
    FriendIdentity identity,
    FriendParts parts,
    CallRates rates,
    GatewayOptions options,
    ILogger<FriendEndpoints> logger)
{
    private static readonly string[] Post = [HttpMethods.Post];
    private static readonly string[] PostAndGet = [HttpMethods.Post, HttpMethods.Get];

    /// <summary>Every route but those of pictures.</summary>
    public static IReadOnlyList<FriendVerb> Verbs { get; } =
        [.. AccountVerbs.All, .. HistoryVerbs.All, .. FollowVerbs.All];

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var verb in Verbs)
        {
            routes.MapMethods(verb.Path, verb.AllowsGet ? PostAndGet : Post, http => AnswerAsync(http, verb));
        }
    }

    private async Task AnswerAsync(HttpContext http, FriendVerb verb)
    {
        if (http.Request.Headers.ContentEncoding.Count > 0)
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        if (await FriendForm.ReadAsync(http.Request, http.RequestAborted) is not { } form)
        {
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        var reply = await GrainFaults.GuardValueAsync(() => HandleAsync(http, verb, form), logger);
        await (reply.Ok ? reply.Value : reply.Error).WriteAsync(http);
    }

    private async Task<FriendAnswer> HandleAsync(HttpContext http, FriendVerb verb, FriendForm form)
    {
        if (identity.IsFromElsewhere(http))
        {
            return ChatError.Forbidden;
        }

        var userId = 0;
        if (!verb.IsOpen)
        {
            var session = await identity.SessionOfAsync(http, http.RequestAborted);
            if (!session.Ok)
            {
                return session.Error;
            }

            userId = session.Value!.UserId;
            if (!rates.TryTake(userId))
            {
                return ChatError.RateLimited;
            }
        }

        if (verb.IsCaptcha && options.Strict)
        {
            var taken = await parts.Grains.GetGrain<IQuotaGrain>("captchas:" + AddressOf(http))
                .TakeAsync(FriendLimits.CaptchasPerHour, TimeSpan.FromHours(1), CancellationToken.None);
            if (taken is not ChatError.None)
            {
                return ChatError.CaptchaRefused;
            }
        }

        var call = new FriendCall(http, form, userId, parts, options);
        if (!verb.IsRepeatable)
        {
            return await verb.HandleAsync(call);
        }

        var reply = await parts.Retries.AskValueAsync(
            (verb, call),
            static one => one.verb.HandleAsync(one.call),
            GrainRetries.ForOthers,
            call.Cancellation);
        return reply.Ok ? reply.Value : reply.Error;
    }

    /// <summary>One network of one customer: he has 2^64 addresses of version 6.</summary>
    private static string AddressOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily is AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
