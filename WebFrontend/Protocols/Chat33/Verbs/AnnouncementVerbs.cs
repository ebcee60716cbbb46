using System.Security.Cryptography;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>Announcements of a room: messages of msgType 0. Source: chat33.decisions.md 2.2, rooms.</summary>
internal static class AnnouncementVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Chat33Verb.Of("/room/systemMsgs", ReadPage, PageAsync, Chat33AnswerJson.Default.SystemMessagesData),
        Chat33Verb.Of(
            "/room/sendSystemMsgs",
            body => (RoomId: body.RoomId("roomId"), Content: body.Text("content", Chat33Limits.MaxTextLength)),
            SendAsync)
            with { IsRepeatable = false },
    ];

    /// <summary>A room's announcements as the caller may read them: their number and a page.</summary>
    public static async Task<Reply<SystemMessagesData>> PageAsync(
        Chat33Call call, (long RoomId, HistoryQuery Query) request)
    {
        var page = await call.Room(request.RoomId)
            .ReadAnnouncementsAsync(request.Query with { CallerId = call.UserId }, call.Cancellation);
        if (!page.Ok)
        {
            return page.Error;
        }

        var people = await call.ProfilesAsync(page.Value!.Announcements.Select(message => message.SenderId));
        return people.Ok ? Chat33Mapping.ToAnnouncements(page.Value, people.Value!) : people.Error;
    }

    private static (long RoomId, HistoryQuery Query) ReadPage(Chat33Body body) => (
        body.RoomId("roomId"),
        new HistoryQuery(
            CallerId: 0, // the caller, whom no body names
            body.StartId("startId"),
            (int)body.OptionalNumber("number", Chat33Limits.DefaultRows, 1, Chat33Limits.MaxRows)));

    private static async Task<ChatError> SendAsync(Chat33Call call, (long RoomId, string Content) request)
    {
        var me = await call.RepeatAsync(() => call.Me.GetProfileAsync(call.Cancellation));
        if (!me.Ok)
        {
            return me.Error;
        }

        // One key for all tries: the announcement is stored once.
        var draft = new MessageDraft(
            call.UserId,
            ServerMessageKey.Of(RandomNumberGenerator.GetHexString(32), number: 0),
            MessageKind.Announcement,
            Chat33MessageBody.OfText(request.Content),
            BurnAfterReading: false,
            new Author(me.Value!.Name, me.Value.Avatar),
            IsMuted: me.Value.IsMutedAt(call.NowUnixMs));
        return (await call.RepeatAsync(() => call.Room(request.RoomId).PostAsync(draft, call.Cancellation))).Error;
    }
}
