using OrleansChat.Accounts;
using OrleansChat.ChatRooms;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Friends;
using OrleansChat.Receipts;
using OrleansChat.Rooms;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Architecture;

/// <summary>Numbers that are stored, logged or sent between nodes of different versions. A line may be added, none
/// may change.</summary>
public sealed class FrozenNumberTests
{
    [Fact]
    public void Message_kinds() => Assert.Equal(
        "Announcement=0 Text=1 Audio=2 Image=3 RedPacket=4 Video=5 Alert=6 Forward=8 File=9 Transfer=10 Receipt=11 "
        + "RoomCard=12 Membership=100",
        Table<MessageKind>());

    [Fact]
    public void Member_levels() => Assert.Equal("Member=1 Manager=2 Owner=3", Table<MemberLevel>());

    [Fact]
    public void Join_policies() => Assert.Equal("Approval=1 Open=2 Closed=3", Table<JoinPolicy>());

    [Fact]
    public void Room_entries() => Assert.Equal("Applied=1 Joined=2", Table<RoomEntry>());

    [Fact]
    public void Mute_modes() => Assert.Equal("AllSpeak=1 BlackList=2 WhiteList=3 AllMuted=4", Table<MuteMode>());

    [Fact]
    public void Mute_lists() => Assert.Equal("None=1 Black=2 White=3", Table<MuteList>());

    [Fact]
    public void Application_kinds() => Assert.Equal("Friendship=0 Room=1", Table<ApplicationKind>());

    [Fact]
    public void Chat_room_statuses() => Assert.Equal("Open=1 Closed=2 Deleted=3", Table<ChatRoomStatus>());

    [Fact]
    public void Application_statuses() => Assert.Equal("Waiting=1 Rejected=2 Accepted=3", Table<ApplicationStatus>());

    [Fact]
    public void Delivery_stages() => Assert.Equal("Stored=0 Handed=1 Confirmed=2", Table<DeliveryStage>());

    [Fact]
    public void User_roles() => Assert.Equal("User=1 Agent=2 Staff=3", Table<UserRole>());

    [Fact]
    public void Session_ends() => Assert.Equal("Open=0 Closed=1 Replaced=2", Table<SessionEnd>());

    [Fact]
    public void Session_endings() => Assert.Equal(
        (0, 1, 2), (SessionEndings.Closed, SessionEndings.OtherDevice, SessionEndings.SameDevice));

    [Fact]
    public void Append_results() => Assert.Equal("Committed=0 Duplicate=1 Conflict=2", Table<AppendResult>());

    [Fact]
    public void Notice_kinds() => Assert.Equal(
        "RoomJoined=1 RoomLeft=2 RoomRemoved=3 RoomDissolved=4 OnlineCountChanged=5 FriendApplicationChanged=6 "
        + "SessionEnded=7 ProfileChanged=8 LeaseEnded=9 SocketReplaced=10 UserMuted=11 "
        + "RoomApplicationChanged=12 RoomMuteChanged=13 ChatRoomOpened=15 ChatRoomClosed=16 "
        + "ChatRoomDeleted=17 RoomKeySent=18 PublicKeyChanged=19 FriendshipEnded=20",
        Table<NoticeKind>());

    [Fact]
    public void Chat_errors() => Assert.Equal(
        "None=0 Unavailable=1 Internal=2 Unauthenticated=3 SessionReplaced=4 InvalidValue=5 MissingValue=6 "
        + "MalformedFrame=7 RateLimited=8 Forbidden=9 UnknownDevice=10 UserUnknown=11 UserExists=12 WrongCredentials=13 "
        + "WrongToken=14 WrongCaptcha=15 CaptchaExpired=16 CaptchaRefused=17 AskAgain=18 AlreadyFriends=20 "
        + "NotFriends=21 RequestHandled=22 RequestUnknown=23 Oneself=24 RoomUnknown=30 NotMember=31 AlreadyMember=32 "
        + "InviteForbidden=33 JoinForbidden=34 OwnerMustStay=35 RoomForbidsFriends=36 TargetNotMember=37 Muted=40 "
        + "VisitorMayNotSend=41 AnnouncementForbidden=42 PacketUnknown=43 MessageUnknown=44 RecallRefused=45 "
        + "RecallTooLate=46 Blocked=47 ChatRoomUnknown=50 "
        + "ChatRoomNotEntered=51",
        Table<ChatError>());

    [Fact]
    public void Every_enum_that_travels_has_a_table_here()
    {
        var source = File.ReadAllText(
            Path.Combine(RepositoryRoot.Path, "Tests", "Architecture", $"{nameof(FrozenNumberTests)}.cs"));

        Assert.DoesNotContain(
            typeof(ChatError).Assembly.GetTypes().Where(type => type.IsEnum && type.Namespace!.StartsWith("OrleansChat", StringComparison.Ordinal)),
            type => !source.Contains($"Table<{type.Name}>", StringComparison.Ordinal));
    }

    private static string Table<TEnum>()
        where TEnum : struct, Enum =>
        string.Join(' ', Enum.GetValues<TEnum>().Select(value => $"{value}={Convert.ToInt64(value, null)}"));
}
