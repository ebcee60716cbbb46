using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Friends;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>Notices and answers as frames: a record and a line for each. They are rare beside messages, so the
/// serializer writes them.</summary>
internal static class Chat33NoticeCodec
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = Chat33Json.Encoder, SkipValidation = true };

    /// <summary>Writes the frame of a notice.</summary>
    /// <returns>False when the protocol does not show it; nothing was written then.</returns>
    public static bool TryWrite(Notice notice, IBufferWriter<byte> output) => notice.Kind switch
    {
        NoticeKind.RoomJoined => Write(output, ToJoined(notice), Chat33EventJson.Default.RoomJoinedFrame),
        NoticeKind.RoomLeft => Write(output, ToLeft(notice, 1, "退出群聊"), Chat33EventJson.Default.RoomLeftFrame),
        NoticeKind.RoomRemoved => Write(output, ToLeft(notice, 2, "被移出群聊"), Chat33EventJson.Default.RoomLeftFrame),
        NoticeKind.RoomDissolved => Write(output, ToDissolved(notice), Chat33EventJson.Default.RoomDissolvedFrame),
        NoticeKind.OnlineCountChanged => Write(output, ToOnline(notice), Chat33EventJson.Default.OnlineCountFrame),
        NoticeKind.UserMuted => Write(output, ToMuted(notice), Chat33EventJson.Default.UserMutedFrame),
        NoticeKind.ChatRoomOpened when notice.ChatRoom is { } room =>
            Write(output, Chat33ChatRoomMapping.ToOpened(room), Chat33EventJson.Default.ChatRoomOpenedFrame),
        NoticeKind.ChatRoomClosed => Write(
            output, ToEnded(notice, Chat33Events.ChatRoomClosed), Chat33EventJson.Default.ChatRoomEndedFrame),
        NoticeKind.ChatRoomDeleted => Write(
            output, ToEnded(notice, Chat33Events.ChatRoomDeleted), Chat33EventJson.Default.ChatRoomEndedFrame),
        NoticeKind.FriendApplicationChanged when notice.Application is { } application =>
            Write(output, ToApplication(notice, application, Chat33Events.FriendApplication, 2), Chat33EventJson.Default.ApplicationFrame),
        NoticeKind.RoomApplicationChanged when notice.Application is { } application =>
            Write(output, ToApplication(notice, application, Chat33Events.RoomApplication, 1), Chat33EventJson.Default.ApplicationFrame),
        NoticeKind.RoomMuteChanged => Write(output, ToMute(notice), Chat33EventJson.Default.RoomMuteFrame),
        _ => false,
    };

    /// <summary>Writes what became of a client's frame; <see cref="ChatError.None"/> is success.</summary>
    public static void WriteAnswer(IBufferWriter<byte> output, int eventType, string messageId, ChatError error) => Write(
        output,
        new AnswerFrame(eventType, messageId, Chat33Errors.ToWire(error), Chat33Errors.TextOf(error)),
        Chat33EventJson.Default.AnswerFrame);

    /// <summary>Writes the last frame of a socket whose session was replaced by a login elsewhere.</summary>
    public static void WriteReplaced(IBufferWriter<byte> output, long atUnixMs) => Write(
        output,
        new ReplacedFrame(Chat33Events.Replaced, Chat33Errors.TextOf(ChatError.SessionReplaced), atUnixMs),
        Chat33EventJson.Default.ReplacedFrame);

    /// <summary>Writes one frame.</summary>
    /// <returns>True, so that a case can be one line.</returns>
    public static bool Write<TFrame>(IBufferWriter<byte> output, TFrame frame, JsonTypeInfo<TFrame> type)
    {
        using var json = new Utf8JsonWriter(output, WriterOptions);
        JsonSerializer.Serialize(json, frame, type);
        return true;
    }

    private static RoomJoinedFrame ToJoined(Notice notice) => new(
        Chat33Events.RoomJoined, Chat33Mapping.Id(notice.RoomId), Chat33Mapping.Id(notice.UserId), notice.AtUnixMs);

    private static RoomLeftFrame ToLeft(Notice notice, int type, string what) => new(
        Chat33Events.RoomLeft,
        Chat33Mapping.Id(notice.RoomId),
        Chat33Mapping.Id(notice.UserId),
        type,
        notice.Text + what,
        notice.AtUnixMs);

    private static ChatRoomEndedFrame ToEnded(Notice notice, int eventType) =>
        new(eventType, Chat33Mapping.Id(notice.RoomId), notice.AtUnixMs);

    private static RoomDissolvedFrame ToDissolved(Notice notice) =>
        new(Chat33Events.RoomDissolved, Chat33Mapping.Id(notice.RoomId), notice.AtUnixMs);

    private static RoomMuteFrame ToMute(Notice notice) =>
        new(Chat33Events.RoomMute, Chat33Mapping.Id(notice.RoomId), notice.Count, notice.UntilUnixMs);

    private static OnlineCountFrame ToOnline(Notice notice) => new(
        Chat33Events.OnlineCount, Chat33Mapping.Id(notice.RoomId), Chat33Mapping.Id(notice.Count), notice.AtUnixMs);

    private static UserMutedFrame ToMuted(Notice notice) => new(
        Chat33Events.UserMuted, notice.AtUnixMs, notice.UntilUnixMs - notice.AtUnixMs, notice.AtUnixMs);

    private static ApplicationFrame ToApplication(
        Notice notice, FriendApplication application, int eventType, int type) => new(
        eventType,
        ToParty(application.ApplicantId, application.Applicant),
        ToParty(application.TargetId, application.Target),
        Chat33Mapping.Id(application.ApplicationId),
        type,
        application.Reason,
        (int)application.Status,
        notice.AtUnixMs);

    internal static ApplicationParty ToParty(long id, Author? shown) =>
        new(Chat33Mapping.Id(id), shown?.Name ?? "", shown?.Avatar ?? "", Position: "");
}
