using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using OrleansChat.Errors;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Identity;
using OrleansChat.WebFrontend.Gateway.Json;
using OrleansChat.WebFrontend.Protocols.Im.Calls;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>The HTTP side: POST with a JSON object, answered with a bare value, or with 500 and what is wrong.</summary>
/// <remarks>Source: im.decisions.md, 4a and 4c.</remarks>
internal sealed class ImEndpoints(
    ImWorld world,
    SessionLookup sessions,
    ClaimedIdentity claimed,
    AppCredentials apps,
    OriginCheck origins,
    CallRates rates,
    ImFiles files,
    ILogger<ImEndpoints> logger)
{
    /// <summary>Before every path.</summary>
    public const string Prefix = "/im";

    /// <summary>Who only names himself, and is believed.</summary>
    private static readonly Reply<int> Nobody = new(0, ChatError.None);

    private static readonly JsonWriterOptions Writing = new() { Encoder = StrictJson.Encoder };

    /// <summary>Every call but those for files.</summary>
    public static IReadOnlyList<ImVerb> Verbs { get; } =
    [
        .. AccountCalls.All,
        .. MessageCalls.All,
        .. ChatListCalls.All,
        .. TeamCalls.All,
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var verb in Verbs)
        {
            routes.MapPost(Prefix + verb.Path, async http =>
                await WriteAsync(http, await AnswerAsync(http, verb)));
        }

        files.Map(routes, http => WhoAsync(http, bodyToken: ""), world.Options);
    }

    /// <summary>Writes an answer as all of them are written.</summary>
    public static async Task WriteAsync(HttpContext http, ImAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (answer.Write is null)
        {
            return;
        }

        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, Writing))
        {
            answer.Write(json);
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = body.WrittenCount;
        await http.Response.BodyWriter.WriteAsync(body.WrittenMemory, http.RequestAborted);
    }

    /// <summary>Who calls. A token that is there must be good, whatever else is believed.</summary>
    /// <param name="http">The call.</param>
    /// <param name="bodyToken">The member <c>token</c> of the body, or empty.</param>
    /// <returns>The user id, 0 for one who only names himself and is believed; or
    /// <see cref="ChatError.Unauthenticated"/>, <see cref="ChatError.Unavailable"/>.</returns>
    private async ValueTask<Reply<int>> WhoAsync(HttpContext http, string bodyToken)
    {
        var token = Credentials.TokenOf(http.Request);
        token = token.Length == 0 ? bodyToken : token;
        var isBelieved = !world.Options.Strict && claimed.IsBelieved(http);
        if (!origins.AllowsCall(http, Credentials.HeaderTokenOf(http.Request).Length > 0))
        {
            return ChatError.Unauthenticated;
        }

        if (token.Length == 0 || (isBelieved && !ImTokens.IsOurs(token)))
        {
            return isBelieved ? Nobody : ChatError.Unauthenticated;
        }

        var session = await sessions.FindAsync(token, http.RequestAborted);
        return session.Ok ? session.Value!.UserId
            : session.Error is ChatError.Unavailable or ChatError.Internal ? session.Error
            : ChatError.Unauthenticated;
    }

    private async Task<ImAnswer> AnswerAsync(HttpContext http, ImVerb verb)
    {
        if (http.Request.Headers.ContentEncoding.Count > 0)
        {
            return ImAnswer.Encoded;
        }

        if (await ReadAsync(http) is not { } bytes || ImBody.Parse(bytes) is not { } body)
        {
            return ImAnswer.Refused("参数错误");
        }

        var answer = await GrainFaults.GuardValueAsync(
            (Endpoints: this, http, verb, body, bytes),
            static call => call.Endpoints.AnswerAsync(call.http, call.verb, call.body, call.bytes),
            logger);
        return answer.Ok ? answer.Value! : ImAnswer.Refused(answer.Error);
    }

    private async Task<ImAnswer> AnswerAsync(HttpContext http, ImVerb verb, ImBody body, byte[] bytes)
    {
        if (verb.IsForApps && AppCredentials.AreIn(http.Request))
        {
            var app = await apps.FindAsync(http.Request, bytes);
            return app.Ok
                ? await verb.Handle(new ImCall(http, body, 0, isBelieved: false, world) { App = app.Value })
                : ImAnswer.Unknown(app.Error);
        }

        body.TryText("token", out var token);
        var who = await WhoAsync(http, token);
        return !who.Ok ? ImAnswer.Unknown(who.Error)
            : who.Value > 0 && !rates.TryTake(who.Value) ? ImAnswer.Refused(ChatError.RateLimited)
            : await verb.Handle(new ImCall(http, body, who.Value, isBelieved: who.Value == 0, world));
    }

    /// <summary>The whole body, whatever its content type says.</summary>
    /// <returns>Null for one that is too long.</returns>
    private static async Task<byte[]?> ReadAsync(HttpContext http)
    {
        var limit = http.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (limit is { IsReadOnly: false })
        {
            limit.MaxRequestBodySize = ImLimits.MaxBodyBytes;
        }

        try
        {
            while (true)
            {
                var read = await http.Request.BodyReader.ReadAsync(http.RequestAborted);
                if (read.IsCompleted)
                {
                    var bytes = read.Buffer.ToArray();
                    http.Request.BodyReader.AdvanceTo(read.Buffer.End);
                    return bytes;
                }

                http.Request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (BadHttpRequestException)
        {
            return null; // more bytes than the limit, or fewer than announced
        }
    }
}
