using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>Messages are taken back and deleted, for everybody. Source: chat33.md, 删除指定的一条消息, 撤回指定的一条消息;
/// decisions 6 and 1.3.</summary>
internal static class MessageVerbs
{
    // Paths match in any case: /chat33/revokeMessage is the first of them.
    private static readonly string[] RevokePaths = ["/chat33/RevokeMessage", "/chat33/withdrawMsg", "/withdrawMsg"];

    private static readonly string[] DeletePaths = ["/chat33/deleteMsg", "/deleteMsg"];

    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        .. RevokePaths.Select(path => Recall(path, isDeletion: false)),
        .. DeletePaths.Select(path => Recall(path, isDeletion: true)),
        Chat33Verb.Of("/chat33/RevokeFiles", ReadFiles, RevokeFilesAsync, Chat33AnswerJson.Default.RevokedData)
            with { IsRepeatable = false }, // each of them is repeated by itself
    ];

    /// <summary>A message that is gone when the wish is repeated went with the first try.</summary>
    private static Chat33Verb Recall(string path, bool isDeletion)
    {
        var verb = Chat33Verb.Of(
            path,
            body => (LogId: body.LogId("logId"), IsDirect: ReadIsDirect(body)),
            (call, request) => RecallAsync(call, request.LogId, request.IsDirect, isDeletion));
        return verb with { WhenDone = ChatError.MessageUnknown };
    }

    private static bool ReadIsDirect(Chat33Body body) => body.Int("type", 1, 2) == 2;

    private static (ImmutableArray<long> LogIds, bool IsDirect) ReadFiles(Chat33Body body) =>
        (body.LogIds("logs"), ReadIsDirect(body));

    /// <summary>As many as may be; refused only when none may.</summary>
    private static async Task<Reply<RevokedData>> RevokeFilesAsync(
        Chat33Call call, (ImmutableArray<long> LogIds, bool IsDirect) request)
    {
        var refusals = new List<ChatError>();
        foreach (var logId in request.LogIds)
        {
            var tries = 0;
            var reply = await call.RepeatAsync(async () =>
            {
                tries++;
                var refusal = await RecallAsync(call, logId, request.IsDirect, isDeletion: false);
                return new Reply<bool>(true, tries > 1 && refusal is ChatError.MessageUnknown ? ChatError.None : refusal);
            });
            if (!reply.Ok)
            {
                refusals.Add(reply.Error);
            }
        }

        return refusals.Count == request.LogIds.Length ? refusals[0] : new RevokedData(refusals.Count);
    }

    private static async Task<ChatError> RecallAsync(Chat33Call call, long logId, bool isDirect, bool isDeletion)
    {
        var located = await call.Inbox.LocateAsync(logId, call.Cancellation);
        if (!located.Ok)
        {
            return located.Error;
        }

        var isRoom = ConversationKey.TryRoom(located.Value!, out var roomId);
        if (isDirect ? !ConversationKey.IsDirect(located.Value!) : !isRoom)
        {
            return ChatError.MessageUnknown; // of the other type, or in a chat room
        }

        var me = await call.Me.GetProfileAsync(call.Cancellation);
        if (!me.Ok)
        {
            return me.Error;
        }

        var command = new RecallMessage(
            call.UserId,
            logId,
            isDeletion,
            new Author(me.Value!.Name, me.Value.Avatar),
            me.Value.IsMutedAt(call.NowUnixMs));
        return isRoom
            ? await call.Room(roomId).RecallAsync(command, call.Cancellation)
            : await call.Friendship(ConversationKey.Peer(located.Value!, call.UserId))
                .RecallAsync(command, call.Cancellation);
    }
}
