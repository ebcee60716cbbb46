using System.Net;
using System.Net.Sockets;
using OrleansChat.Accounts;
using OrleansChat.Errors;
using OrleansChat.Quotas;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>Who may call a route now: session, staff, quota. One door for all routes, before any of them acts.</summary>
internal sealed class Chat33Door(
    IClusterClient grains, NodeFanout fanout, GrainRetries retries, GatewayOptions options, OriginCheck origins,
    TimeProvider clock)
{
    /// <summary>The call, ready to be handled, or why there is none.</summary>
    public async Task<Reply<Chat33Call>> AdmitAsync(HttpContext http, Chat33Verb verb, Chat33Body body)
    {
        if (!origins.AllowsCall(http, Chat33Identity.HasOwnHeader(http.Request)))
        {
            return ChatError.Forbidden; // a page of another site, with the cookie of whoever looks at it
        }

        var access = options.Strict ? verb.StrictAccess ?? verb.Access : verb.Access;
        SessionView? session = null;
        if (access is not Chat33Access.Anyone)
        {
            var reply = await Chat33Identity.FindSessionAsync(http, grains, retries, http.RequestAborted);
            if (!reply.Ok && !(access is Chat33Access.Visitor && Chat33Identity.IsVisitor(http.Request)))
            {
                // Where the document lets anybody ask, "log in" would send its clients to their first page.
                return reply.Error is ChatError.Unauthenticated && verb.Access is Chat33Access.Anyone
                    ? ChatError.Forbidden
                    : reply.Error;
            }

            session = reply.Value;
        }

        var call = new Chat33Call(http, grains, fanout, retries, clock, body, session);
        var refusal = access is Chat33Access.Staff ? await call.RequireStaffAsync() : ChatError.None;
        if (refusal is ChatError.None && options.Strict && verb.Quota is { } quota)
        {
            refusal = await TakeAsync(quota, quota.ByAddress ? AddressOf(http) : Chat33Mapping.Id(call.UserId));
        }

        return refusal is not ChatError.None ? refusal : body.Error is not ChatError.None ? body.Error : call;
    }

    /// <summary>No answer is a refusal: a limit that fails open is none.</summary>
    private async Task<ChatError> TakeAsync(Chat33Quota quota, string who)
    {
        var taken = await grains.GetGrain<IQuotaGrain>($"{quota.What}:{who}")
            .TakeAsync(quota.Limit, quota.Window, CancellationToken.None);
        return taken is ChatError.RateLimited ? quota.Refusal : taken;
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
