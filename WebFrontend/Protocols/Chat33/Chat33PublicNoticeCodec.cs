using System.Buffers;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.Friends;
using OrleansChat.Rooms;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>Notices that the public clients know beyond the document. Source: decisions 2.1 and 2.2.</summary>
internal static class Chat33PublicNoticeCodec
{
    /// <summary>Writes the frame of a notice.</summary>
    /// <returns>False when these clients do not show it; nothing was written then.</returns>
    public static bool TryWrite(Notice notice, IBufferWriter<byte> output) => notice.Kind switch
    {
        NoticeKind.PublicKeyChanged =>
            Chat33NoticeCodec.Write(output, ToPublicKey(notice), Chat33EventJson.Default.PublicKeyFrame),
        NoticeKind.FriendshipEnded when notice.Application is { } friendship => Chat33NoticeCodec.Write(
            output, ToFriendDeleted(notice, friendship), Chat33EventJson.Default.FriendDeletedFrame),
        NoticeKind.RoomKeySent when notice.Key is { } key => WriteKey(output, key),
        _ => false,
    };

    /// <summary>Writes a room's key as the message that clients take it for: an alert from a friend.</summary>
    /// <returns>True.</returns>
    public static bool WriteKey(IBufferWriter<byte> output, RoomKey key) => Chat33NoticeCodec.Write(
        output,
        new MessageFrame(
            Chat33Events.Message,
            MsgId: "",
            Chat33Channels.Friend,
            Chat33Mapping.Id(key.SenderId),
            Chat33Mapping.Id(key.UserId),
            key.KeyId,
            Chat33Mapping.Id(key.LogId),
            (int)MessageKind.Alert,
            new RawJson(key.Body),
            IsSnap: 2,
            new FrameSender("", "")),
        Chat33EventJson.Default.MessageFrame);

    private static PublicKeyFrame ToPublicKey(Notice notice) =>
        new(Chat33Events.PublicKeyChanged, Chat33Mapping.Id(notice.UserId), notice.Text, PrivateKey: "");

    private static FriendDeletedFrame ToFriendDeleted(Notice notice, FriendApplication friendship) => new(
        Chat33Events.FriendDeleted,
        Chat33NoticeCodec.ToParty(friendship.ApplicantId, friendship.Applicant),
        Chat33NoticeCodec.ToParty(friendship.TargetId, friendship.Target),
        Source: "",
        Source2: "",
        notice.AtUnixMs);
}
