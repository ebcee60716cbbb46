using System.Security.Cryptography;
using System.Text;
using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Quotas;

namespace OrleansChat.WebFrontend.Protocols.Im.Calls;

/// <summary>Users, and ids for their messages.</summary>
internal static class AccountCalls
{
    /// <summary>Characters of each part of a user's key.</summary>
    private const int MaxKeyPart = 256;

    /// <summary>Characters of a key that is stored as it is; longer ones are stored as their hash.</summary>
    private const int MaxPlainKey = 300;

    /// <summary>Source: security.md, 004.</summary>
    private const int IdsPerMinute = 60;

    public static IReadOnlyList<ImVerb> All { get; } =
    [
        new("/user/register", RegisterAsync) { IsForApps = true },
        new("/message/get/id", ReserveAsync),
    ];

    /// <summary>The key under which a user of an app is found: no two of (company, app, user) share one.</summary>
    public static string KeyOf(string company, string app, string thirdUserId)
    {
        var key = string.Join('|', new[] { company, app, thirdUserId }.Select(Uri.EscapeDataString));
        return key.Length <= MaxPlainKey
            ? $"im:{key}"
            : $"im:#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
    }

    /// <summary>By a host application, whose credential names the tenant whatever the body says, or by anybody who is
    /// believed. Source: security.md, 004; decision 19.</summary>
    private static async Task<ImAnswer> RegisterAsync(ImCall call)
    {
        if (!call.IsBelieved && call.App is null)
        {
            return ImAnswer.Unauthenticated;
        }

        foreach (var name in (ReadOnlySpan<string>)["company", "app", "thirdUserId"])
        {
            if (!call.Body.TryText(name, out var text) || text.Length > MaxKeyPart)
            {
                return ImAnswer.Missing(name);
            }
        }

        call.Body.TryText("company", out var company);
        call.Body.TryText("app", out var app);
        call.Body.TryText("thirdUserId", out var thirdUserId);
        return string.IsNullOrWhiteSpace(thirdUserId)
            ? ImAnswer.Refused("thirdUserId不能为空")
            : await RegisterAsync(call, KeyOf(call.App?.Company ?? company, call.App?.App ?? app, thirdUserId));
    }

    private static async Task<ImAnswer> RegisterAsync(ImCall call, string key)
    {
        var entry = call.Grains.GetGrain<ILookupGrain>(key);
        var holder = await call.AskValueAsync(() => entry.FindAsync(call.Cancellation));
        if (holder is { Ok: true, Value: 0 })
        {
            var fresh = await call.AskValueAsync(
                () => call.Grains.GetGrain<IIdGeneratorGrain>("user").NextAsync(call.Cancellation));
            holder = fresh.Ok
                ? await call.AskValueAsync(() => entry.ClaimAsync(fresh.Value, CancellationToken.None))
                : fresh;
        }

        if (!holder.Ok)
        {
            return ImAnswer.Refused(holder.Error);
        }

        // Who claimed the entry and was lost before this is made now, under the same number.
        var userId = (int)holder.Value;
        var made = await call.AskAsync(() => call.Grains.GetGrain<IUserGrain>(userId).RegisterAsync(
            new RegisterUser("", null, $"用户{userId}", UserRole.User), CancellationToken.None));
        return made.Ok || (made.Error is ChatError.UserExists && call.World.Options.RegisterIdempotent)
                ? await RegisteredAsync(call, userId, isNew: made.Ok)
            : made.Error is ChatError.UserExists
                ? ImAnswer.Refused(ImErrors.TextOf(made.Error), json => json.WriteNumber("userId", userId))
            : ImAnswer.Refused(made.Error);
    }

    /// <summary>A token of somebody who was there before is for his application alone: it outlives the network in which
    /// others are believed.</summary>
    private static async Task<ImAnswer> RegisteredAsync(ImCall call, int userId, bool isNew)
    {
        var mayHaveToken = isNew || call.App is not null || !call.World.Gateway.Strict;
        if (!call.World.Options.RegisterToken || !mayHaveToken)
        {
            return ImAnswer.Of(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("userId", userId);
                json.WriteEndObject();
            });
        }

        var grant = await call.AskAsync(() => call.Grains.GetGrain<IUserGrain>(userId).OpenSessionAsync(
            new OpenSession(ImProtocol.ProtocolName, "", "", ""), CancellationToken.None));
        return !grant.Ok ? ImAnswer.Refused(grant.Error) : ImAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("userId", userId);
            json.WriteString("token", grant.Value!.Token);
            json.WriteEndObject();
        });
    }

    /// <summary>Who says who he is gets an id that nobody else may use; who does not gets one that is anybody's.</summary>
    private static async Task<ImAnswer> ReserveAsync(ImCall call)
    {
        var userId = call.Actor("userId", "fromUserId");
        if (userId > 0 && call.World.Gateway.Strict)
        {
            var taken = await call.AskAsync(() => call.Grains.GetGrain<IQuotaGrain>($"message-id:{userId}")
                .TakeAsync(IdsPerMinute, TimeSpan.FromMinutes(1), CancellationToken.None));
            if (taken is not ChatError.None)
            {
                return ImAnswer.Refused(taken);
            }
        }

        var id = await call.AskAsync(() => call.Grains.GetGrain<IMessageIdGrain>(userId).ReserveAsync(call.Cancellation));
        if (!id.Ok)
        {
            return ImAnswer.Refused(id.Error);
        }

        if (userId > 0)
        {
            call.World.Reservations.Add(id.Value, userId);
        }

        return ImAnswer.Of(json =>
        {
            json.WriteStartObject();
            ImRows.WriteId(json, call, "id", id.Value);
            json.WriteEndObject();
        });
    }
}
