using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using OrleansChat.Errors;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>The account service: forms in, <c>{"code":200,"message":"...","data":{}}</c> out. A refusal has our number
/// as its code. Answers at the root and below /chat.</summary>
internal sealed class Chat33AccountEndpoints(Chat33Door door, ILogger<Chat33AccountEndpoints> logger)
{
    /// <summary>The code of an answer that is no refusal.</summary>
    public const int Success = 200;

    /// <summary>Every route of the account service.</summary>
    public static IReadOnlyList<Chat33Verb> Verbs => AccountVerbs.All;

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var verb in Verbs)
        {
            routes.MapPost(verb.Path, http => AnswerAsync(http, verb));
            routes.MapPost("/chat" + verb.Path, http => AnswerAsync(http, verb));
        }
    }

    /// <summary>The members of a form as a body; each value is a text. JSON is taken as it is.</summary>
    internal static Chat33Body Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [(byte)'{', ..])
        {
            return Chat33Body.Parse(bytes);
        }

        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(bytes));
        var members = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(members))
        {
            json.WriteStartObject();
            foreach (var value in form.SelectMany(member => member.Value, (member, value) => (member.Key, value)))
            {
                json.WriteString(value.Key, value.value);
            }

            json.WriteEndObject();
        }

        return Chat33Body.Parse(members.WrittenSpan);
    }

    private async Task AnswerAsync(HttpContext http, Chat33Verb verb)
    {
        if (await Chat33Endpoints.ReadBodyAsync(http) is not { } bytes)
        {
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        var body = Read(bytes);
        var reply = await GrainFaults.GuardValueAsync(() => HandleAsync(http, verb, body), logger);
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        WriteEnvelope(http.Response.BodyWriter, reply.Ok ? reply.Value : reply.Error);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private async Task<Chat33Answer> HandleAsync(HttpContext http, Chat33Verb verb, Chat33Body body)
    {
        var call = await door.AdmitAsync(http, verb, body);
        return call.Ok ? await Chat33Endpoints.HandleAsync(verb, call.Value!) : call.Error;
    }

    private static void WriteEnvelope(IBufferWriter<byte> output, Chat33Answer answer)
    {
        using var json = new Utf8JsonWriter(output, Chat33Endpoints.WriterOptions);
        json.WriteStartObject();
        json.WriteNumber("code", answer.Error is ChatError.None ? Success : Chat33Errors.ToWire(answer.Error));
        json.WriteString("message", Chat33Errors.TextOf(answer.Error));
        json.WritePropertyName("data");
        answer.WriteTo(json);
        json.WriteEndObject();
    }
}
