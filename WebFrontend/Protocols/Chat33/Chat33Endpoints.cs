using System.Buffers;
using OrleansChat.Errors;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>The HTTP side: body in, envelope out, status 200. Every route answers at the root and below
/// /chat.</summary>
internal sealed class Chat33Endpoints(Chat33Door door, ILogger<Chat33Endpoints> logger)
{
    /// <summary>Every HTTP route of the protocol but those of the account service.</summary>
    public static IReadOnlyList<Chat33Verb> Verbs { get; } =
    [
        .. LoginVerbs.All,
        .. ClientVerbs.All,
        .. ProfileVerbs.All,
        .. StaffVerbs.All,
        .. FriendVerbs.All,
        .. FriendSettingVerbs.All,
        .. RelationVerbs.All,
        .. MediaVerbs.All,
        .. ForwardVerbs.All,
        .. RoomVerbs.All,
        .. RoomMemberVerbs.All,
        .. RoomSettingVerbs.All,
        .. ApplicationVerbs.All,
        .. ChatRoomVerbs.All,
        .. ChatRoomStaffVerbs.All,
        .. ChatRoomGuestVerbs.All,
        .. RoomMuteVerbs.All,
        .. AnnouncementVerbs.All,
        .. SearchVerbs.All,
        .. HistoryVerbs.All,
        .. UnreadVerbs.All,
        .. MessageVerbs.All,
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, Verbs, Chat33Envelope.Document);
        Map(routes, Chat33AccountEndpoints.Verbs, Chat33AccountEndpoints.Envelope);
    }

    private void Map(IEndpointRouteBuilder routes, IReadOnlyList<Chat33Verb> verbs, Chat33Envelope envelope)
    {
        foreach (var verb in verbs)
        {
            routes.MapPost(verb.Path, http => AnswerAsync(http, verb, envelope));
            routes.MapPost("/chat" + verb.Path, http => AnswerAsync(http, verb, envelope));
        }
    }

    private async Task AnswerAsync(HttpContext http, Chat33Verb verb, Chat33Envelope envelope)
    {
        if (await ReadBodyAsync(http) is not { } bytes)
        {
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        var body = envelope.Read(bytes);
        var reply = await GrainFaults.GuardValueAsync(() => HandleAsync(http, verb, body), logger);
        await envelope.WriteAsync(http, reply.Ok ? reply.Value : reply.Error);
    }

    private async Task<Chat33Answer> HandleAsync(HttpContext http, Chat33Verb verb, Chat33Body body)
    {
        var call = await door.AdmitAsync(http, verb, body);
        return !call.Ok ? call.Error
            : verb.IsRepeatable ? await RepeatAsync(verb, call.Value!)
            : await verb.HandleAsync(call.Value!);
    }

    private static async Task<Chat33Answer> RepeatAsync(Chat33Verb verb, Chat33Call call)
    {
        var tries = 0;
        var reply = await call.RepeatAsync(async () =>
        {
            tries++;
            var answer = await verb.HandleAsync(call);
            return new Reply<Chat33Answer>(answer, answer.Error);
        });
        return reply.Ok ? reply.Value
            : tries > 1 && reply.Error == verb.WhenDone ? Chat33Answer.Done
            : reply.Error;
    }

    /// <summary>The whole body, whatever its content type says; null when it is too large.</summary>
    private static async Task<byte[]?> ReadBodyAsync(HttpContext http)
    {
        if (http.Request.ContentLength > Chat33Limits.MaxBodyBytes)
        {
            return null;
        }

        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(http.RequestAborted);
            if (read.Buffer.Length > Chat33Limits.MaxBodyBytes)
            {
                return null;
            }

            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
