using System.Globalization;
using System.Text.Json;
using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Friends;
using OrleansChat.Inbox;
using OrleansChat.Rooms;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>Views and messages as the document's objects. Pure.</summary>
internal static class Chat33Mapping
{
    /// <summary>Integers above it are not exact as doubles, so a JavaScript client may have printed another
    /// one.</summary>
    private const long MaxExactInteger = 1L << 53;

    /// <summary>Message ids are multiples of it. Source: common.md 5.1.</summary>
    private const int MessageIdStep = 512;

    public static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>1 for yes, 2 for no.</summary>
    public static int Flag(bool isOn) => isOn ? 1 : 2;

    /// <summary>The account number that is shown beside the user id.</summary>
    public static string Uid(int userId) => Id(Chat33Limits.UidOffset + (long)userId);

    /// <summary>The log id that a client meant: JavaScript prints other digits for an id above 2^53. Source:
    /// common.md 5.1.</summary>
    public static long LogIdFromClient(long id) =>
        id > MaxExactInteger && id % MessageIdStep != 0 ? (long)(double)id : id;

    /// <summary>The document's channelType of a conversation.</summary>
    public static int ChannelOf(string conversation) =>
        ConversationKey.IsDirect(conversation) ? Chat33Channels.Friend
        : ConversationKey.IsChatRoom(conversation) ? Chat33Channels.ChatRoom
        : Chat33Channels.Room;

    /// <summary>The document's targetId: the room, the chat room, or the one of the two who did not write it; 0 when there is
    /// none.</summary>
    public static long TargetOf(ChatMessage message) =>
        ConversationKey.TryRoom(message.Conversation, out var roomId)
            || ConversationKey.TryChatRoom(message.Conversation, out roomId)
            ? roomId
            : ConversationKey.Peer(message.Conversation, message.SenderId);

    /// <summary>1 an ordinary user, 2 who serves customers.</summary>
    public static int LevelOf(UserRole role) => role is UserRole.User ? 1 : 2;

    public static LoginData ToLogin(SessionGrant grant, string? token = null, int? type = null) => new(
        Account: AccountOf(grant.Profile),
        Avatar: grant.Profile.Avatar,
        Id: Id(grant.Profile.UserId),
        Uid: Uid(grant.Profile.UserId),
        UserLevel: LevelOf(grant.Profile.Role),
        Username: grant.Profile.Name,
        Verified: 2,
        Token: token,
        Type: type,
        FirstLogin: grant.IsFirst,
        PublicKey: grant.Profile.PublicKey,
        PrivateKey: grant.PrivateKey);

    /// <summary>The user as one viewer may see him: what everybody sees, and for a friend, a colleague, staff and
    /// himself what they see besides.</summary>
    public static UserInfoData ToUserInfo(
        UserProfile user, UserProfile viewer, FriendView? friend, Relation? relation = null)
    {
        var info = ForEverybody(user) with { IsBlocked = Flag(relation?.IsBlocked is true) };
        info = friend is null ? info : ForFriend(info, friend) with { ExtRemark = ToExtRemark(relation) };
        info = IsInternal(user) && IsInternal(viewer) ? ForColleague(info, user) : info;
        return user.UserId == viewer.UserId || viewer.Role is UserRole.Staff ? ForStaff(info, user) : info;
    }

    public static FriendData ToFriend(
        ConversationView friend, UserProfile profile, UserProfile viewer, Relation? relation = null) => new(
        AddTime: friend.SinceUnixMs,
        Id: Id(profile.UserId),
        Uid: Uid(profile.UserId),
        Name: profile.Name,
        Avatar: profile.Avatar,
        Position: PositionOf(profile, viewer),
        Remark: friend.Alias,
        NoDisturbing: Flag(friend.NoDisturbing),
        CommonlyUsed: 1,
        OnTop: Flag(friend.OnTop),
        IsDelete: Flag(friend.IsMember),
        PublicKey: profile.PublicKey,
        IsBlocked: Flag(relation?.IsBlocked is true),
        ExtRemark: ToExtRemark(relation));

    public static BlockedUserData ToBlocked(Relation relation, UserProfile profile) => new(
        Id(profile.UserId),
        Uid(profile.UserId),
        profile.Name,
        profile.Avatar,
        profile.PublicKey,
        Flag(relation.IsBlocked),
        ToExtRemark(relation));

    private static ExtRemarkData ToExtRemark(Relation? relation) =>
        relation is null or { ExtRemark.Length: 0 }
            ? new ExtRemarkData()
            : JsonSerializer.Deserialize(relation.ExtRemark, Chat33AnswerJson.Default.ExtRemarkData)!;

    public static RequestData ToRequest(FriendApplication application, UserProfile applicant) => new(
        Avatar: applicant.Avatar,
        Id: Id(application.ApplicantId),
        Reason: application.Reason,
        Sex: "",
        Status: (int)application.Status,
        Time: Id(application.AtUnixMs),
        Username: applicant.Name);

    public static RoomEntryData ToEntry(RoomEntry entry) => new(entry is RoomEntry.Joined ? 3 : 2);

    public static ApplicationsData ToApplications(
        ApplicationPage page,
        int viewerId,
        IReadOnlyDictionary<int, UserProfile> people,
        IReadOnlyDictionary<int, RoomView> rooms) => new(
        [.. page.Applications.Select(row => new ApplicationData(
            SenderInfo: ToParty(row.ApplicantId, viewerId, people),
            ReceiveInfo: row.Kind is ApplicationKind.Room
                ? ToParty(row.TargetId, rooms.GetValueOrDefault(row.TargetId))
                : ToParty(row.TargetId, viewerId, people),
            Id: Id(row.ApplicationId),
            Type: row.Kind is ApplicationKind.Room ? 1 : 2,
            ApplyReason: row.Reason,
            Status: (int)row.Status,
            Datetime: row.AskedAtUnixMs))],
        page.Total,
        page.NextId is { } next ? Id(next) : NoNextPage);

    private static ApplicationParty ToParty(int userId, int viewerId, IReadOnlyDictionary<int, UserProfile> people) =>
        people.TryGetValue(userId, out var user)
            ? new(Id(userId), user.Name, user.Avatar, PositionOf(user, people[viewerId]))
            : new(Id(userId), "", "", "");

    /// <summary>A room that has ended keeps its id alone.</summary>
    private static ApplicationParty ToParty(int roomId, RoomView? room) =>
        new(Id(roomId), room?.Name ?? "", room?.Avatar ?? "", Position: "");

    public static RoomData ToRoom(RoomView room) => new(
        Id: Id(room.RoomId),
        MarkId: room.MarkId,
        Name: room.Name,
        Avatar: room.Avatar,
        NoDisturbing: Flag(room.NoDisturbing),
        CommonlyUsed: 1,
        OnTop: Flag(room.OnTop),
        Encrypt: Flag(room.IsEncrypted),
        DisableDeadline: 0);

    public static SearchData ToFound(RoomView room) => new(
        Type: 1,
        RoomInfo: new FoundRoomData(
            Id(room.RoomId), room.MarkId, room.Name, room.Avatar, Flag(room.MembersMayBefriend), (int)room.JoinPolicy));

    public static SearchData ToFound(UserProfile user, UserProfile viewer, FriendView? friend) => new(
        Type: 2,
        UserInfo: new FoundUserData(
            Id(user.UserId),
            Uid(user.UserId),
            user.Name,
            user.Avatar,
            PositionOf(user, viewer),
            friend?.Remark ?? ""));

    public static SystemMessagesData ToAnnouncements(
        AnnouncementPage page, IReadOnlyDictionary<int, UserProfile> people) => new(
        page.Total,
        [.. page.Announcements.Select(message => ToAnnouncement(message, people.GetValueOrDefault(message.SenderId)))],
        page.NextMessageId is { } next ? Id(next) : NoNextPage);

    private static SystemMessageData ToAnnouncement(ChatMessage message, UserProfile? author)
    {
        var name = author?.Name ?? "";
        return new SystemMessageData(
            Id(message.MessageId),
            Chat33MessageBody.TextOf(message.Body),
            name,
            Id(message.SenderId),
            message.SentAtUnixMs,
            new SenderData(name, name, author?.Avatar ?? ""));
    }

    public static RoomInfoData ToRoomInfo(
        RoomView room, SystemMessagesData? announcements, IReadOnlyDictionary<int, UserProfile> people)
    {
        var info = new RoomInfoData(
            Id: Id(room.RoomId),
            MarkId: room.MarkId,
            Name: room.Name,
            Avatar: room.Avatar,
            CanAddFriend: Flag(room.MembersMayBefriend),
            JoinPermission: (int)room.JoinPolicy,
            Encrypt: Flag(room.IsEncrypted),
            DisableDeadline: 0);
        return room.CallerLevel is not { } level
            ? info
            : info with
            {
                OnlineNumber = room.OnlineCount,
                MemberNumber = room.MemberCount,
                ManagerNumber = room.ManagerCount,
                NoDisturbing = Flag(room.NoDisturbing),
                OnTop = Flag(room.OnTop),
                MemberLevel = (int)level,
                RoomNickname = room.CallerNickname,
                RecordPermission = Flag(room.ShowsOldHistory),
                SystemMsg = announcements,
                RoomMutedType = (int)room.MuteMode,
                MutedNumber = room.MutedCount,
                MutedType = (int)room.CallerMuteList,
                Deadline = room.CallerMutedUntilUnixMs,
                Users = [.. room.FirstMembers.Select(member => ToMember(member, people))],
            };
    }

    public static MemberData ToMember(MemberView member, IReadOnlyDictionary<int, UserProfile> people)
    {
        var profile = people.GetValueOrDefault(member.UserId);
        return new MemberData(
            Id: Id(member.UserId),
            Nickname: profile?.Name ?? "",
            RoomNickname: member.Nickname,
            Avatar: profile?.Avatar ?? "",
            MemberLevel: (int)member.Level,
            PublicKey: profile?.PublicKey ?? "",
            RoomMutedType: (int)member.MuteMode,
            MutedType: (int)member.MuteList,
            Deadline: member.MutedUntilUnixMs,
            Source: "",
            Source2: "");
    }

    public static LogData ToLog(ChatMessage message, IReadOnlyDictionary<int, UserProfile> people, string? remark = null)
    {
        var author = people.GetValueOrDefault(message.SenderId);
        var name = author?.Name ?? message.Author?.Name ?? "";
        return new LogData(
            LogId: Id(message.MessageId),
            MsgId: message.ShownClientMessageId,
            ChannelType: ChannelOf(message.Conversation),
            FromId: Id(message.SenderId),
            TargetId: Id(TargetOf(message)),
            MsgType: (int)message.Kind,
            Msg: new RawJson(message.Body.Length == 0 ? "{}" : message.Body),
            Datetime: message.SentAtUnixMs,
            IsSnap: Flag(message.BurnAfterReading),
            SenderInfo: new SenderData(name, name, author?.Avatar ?? message.Author?.Avatar ?? ""),
            Remark: remark);
    }

    /// <summary>What <c>nextLog</c> says after the last page.</summary>
    public const string NoNextPage = "-1";

    public static LogsData ToLogs(HistoryPage page, Func<ChatMessage, LogData> toLog) => new(
        [.. page.Messages.Select(toLog)],
        page.NextMessageId is { } next ? Id(next) : NoNextPage);

    private static UserInfoData ForEverybody(UserProfile user) => new(
        Id: Id(user.UserId),
        Uid: Uid(user.UserId),
        MarkId: Uid(user.UserId),
        Sex: 0,
        Name: user.Name,
        Avatar: user.Avatar,
        IsFriend: Flag(false),
        NeedConfirm: Flag(true),
        NeedAnswer: Flag(false),
        Question: "",
        PublicKey: user.PublicKey,
        ExtRemark: new ExtRemarkData());

    private static UserInfoData ForFriend(UserInfoData info, FriendView friend) => info with
    {
        IsFriend = Flag(true),
        NoDisturbing = Flag(friend.NoDisturbing),
        StickyOnTop = Flag(friend.OnTop),
        AddTime = friend.SinceUnixMs,
        Remark = friend.Remark,
    };

    private static UserInfoData ForColleague(UserInfoData info, UserProfile user) => info with
    {
        Position = user.Position,
        ComId = "",
    };

    private static UserInfoData ForStaff(UserInfoData info, UserProfile user) => info with
    {
        ComId = "",
        Account = AccountOf(user),
        Phone = user.Mobile,
        Email = "",
        Verified = 2,
        UserLevel = LevelOf(user.Role),
        Description = "",
    };

    /// <summary>86 and the mobile number; empty for an account without one.</summary>
    public static string AccountOf(UserProfile profile) => profile.Mobile.Length == 0 ? "" : "86" + profile.Mobile;

    /// <summary>Job titles are for colleagues.</summary>
    private static string PositionOf(UserProfile user, UserProfile viewer) =>
        IsInternal(user) && IsInternal(viewer) ? user.Position : "";

    private static bool IsInternal(UserProfile user) => user.Role is not UserRole.User;
}
