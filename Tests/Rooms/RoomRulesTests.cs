using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Rooms;

namespace OrleansChat.Tests.Rooms;

public sealed class RoomRulesTests
{
    private const int Owner = 1;
    private const int Manager = 2;
    private const int Member = 3;
    private const int Stranger = 9;

    private static readonly ConversationState Nobody = ConversationState.From(new ConversationHead(0, 0, 0, [], []));

    private static readonly ConversationState Room = ConversationState.From(new ConversationHead(
        1,
        1_000,
        0,
        [Row(Owner, MemberLevel.Owner), Row(Manager, MemberLevel.Manager), Row(Member, MemberLevel.Member), Row(4, MemberLevel.Member)],
        []));

    [Theory]
    [InlineData(Owner, MessageKind.Announcement, ChatError.None)]
    [InlineData(Manager, MessageKind.Announcement, ChatError.None)]
    [InlineData(Member, MessageKind.Announcement, ChatError.AnnouncementForbidden)]
    [InlineData(Member, MessageKind.Text, ChatError.None)]
    [InlineData(Owner, MessageKind.Membership, ChatError.Forbidden)]
    [InlineData(Owner, MessageKind.Alert, ChatError.Forbidden)]
    [InlineData(Stranger, MessageKind.Text, ChatError.NotMember)]
    public void What_one_may_say_depends_on_rank(int sender, MessageKind kind, ChatError expected)
    {
        var draft = new MessageDraft(sender, null, kind, "{}", false, Author.System);

        Assert.Equal(expected, RoomRules.Post(Room, new RoomState(), draft, Room.IsMember(sender), now: 1_000));
        Assert.Equal(ChatError.RoomUnknown, RoomRules.Post(Nobody, new RoomState(), draft, canSpeak: false, now: 1_000));
    }

    [Theory]
    [InlineData(JoinPolicy.Open, Member, 1, ChatError.None)]
    [InlineData(JoinPolicy.Open, Member, RoomRules.MaxInvited, ChatError.None)]
    [InlineData(JoinPolicy.Open, Member, RoomRules.MaxInvited + 1, ChatError.InvalidValue)]
    [InlineData(JoinPolicy.Open, Stranger, 1, ChatError.NotMember)]
    [InlineData(JoinPolicy.Approval, Member, 1, ChatError.None)]
    [InlineData(JoinPolicy.Approval, Manager, 1, ChatError.None)]
    [InlineData(JoinPolicy.Closed, Member, 1, ChatError.Forbidden)]
    [InlineData(JoinPolicy.Closed, Owner, 1, ChatError.None)]
    public void Who_may_bring_people_in_depends_on_the_policy(JoinPolicy policy, int caller, int invited, ChatError expected) =>
        Assert.Equal(expected, RoomRules.Invite(Room, new RoomState { JoinPolicy = policy }, caller, invited));

    [Theory]
    [InlineData(JoinPolicy.Approval, Member, true)]
    [InlineData(JoinPolicy.Approval, Manager, false)]
    [InlineData(JoinPolicy.Approval, Owner, false)]
    [InlineData(JoinPolicy.Open, Member, false)]
    public void Whom_an_ordinary_member_invites_applies_where_managers_approve(JoinPolicy policy, int caller, bool expected) =>
        Assert.Equal(expected, RoomRules.InvitesByApplication(Room, new RoomState { JoinPolicy = policy }, caller));

    [Theory]
    [InlineData(JoinPolicy.Open, Stranger, ChatError.None)]
    [InlineData(JoinPolicy.Approval, Stranger, ChatError.None)]
    [InlineData(JoinPolicy.Closed, Stranger, ChatError.JoinForbidden)]
    [InlineData(JoinPolicy.Closed, Member, ChatError.AlreadyMember)]
    [InlineData(JoinPolicy.Open, Owner, ChatError.AlreadyMember)]
    public void Who_may_ask_to_come_in_depends_on_the_policy(JoinPolicy policy, int caller, ChatError expected)
    {
        var settings = new RoomState { JoinPolicy = policy };

        Assert.Equal(expected, RoomRules.Apply(Room, settings, caller));
        Assert.Equal(ChatError.RoomUnknown, RoomRules.Apply(Nobody, settings, caller));
    }

    [Theory]
    [InlineData(Owner, Member, 2, ChatError.None)]
    [InlineData(Owner, Manager, 3, ChatError.None)]
    [InlineData(Owner, Manager, 1, ChatError.None)]
    [InlineData(Owner, Owner, 1, ChatError.Oneself)]
    [InlineData(Owner, Owner, 3, ChatError.Oneself)]
    [InlineData(Owner, Stranger, 2, ChatError.NotMember)]
    [InlineData(Owner, Member, 0, ChatError.InvalidValue)]
    [InlineData(Owner, Member, 4, ChatError.InvalidValue)]
    [InlineData(Manager, Member, 2, ChatError.Forbidden)]
    [InlineData(Manager, Manager, 3, ChatError.Forbidden)]
    [InlineData(Member, Member, 3, ChatError.Forbidden)]
    [InlineData(Stranger, Member, 3, ChatError.NotMember)]
    public void Ranks_are_the_owners_to_give(int caller, int target, int level, ChatError expected)
    {
        Assert.Equal(expected, RoomRules.SetLevel(Room, caller, target, (MemberLevel)level));
        Assert.Equal(ChatError.RoomUnknown, RoomRules.SetLevel(Nobody, caller, target, (MemberLevel)level));
    }

    [Theory]
    [InlineData(Owner, ChatError.OwnerMustStay)]
    [InlineData(Manager, ChatError.None)]
    [InlineData(Member, ChatError.None)]
    [InlineData(Stranger, ChatError.NotMember)]
    public void The_owner_does_not_leave(int caller, ChatError expected) =>
        Assert.Equal(expected, RoomRules.Leave(Room, caller));

    [Theory]
    [InlineData(Owner, ChatError.None)]
    [InlineData(Manager, ChatError.Forbidden)]
    [InlineData(Stranger, ChatError.NotMember)]
    public void The_owner_ends_the_room(int caller, ChatError expected) =>
        Assert.Equal(expected, RoomRules.Dissolve(Room, caller));

    [Theory]
    [InlineData(Owner, new[] { Manager, Member }, ChatError.None)]
    [InlineData(Owner, new[] { Owner }, ChatError.Forbidden)]
    [InlineData(Manager, new[] { Member }, ChatError.None)]
    [InlineData(Manager, new[] { Member, Manager }, ChatError.Forbidden)]
    [InlineData(Manager, new[] { Owner }, ChatError.Forbidden)]
    [InlineData(Member, new[] { 4 }, ChatError.Forbidden)]
    [InlineData(Owner, new[] { Member, Stranger }, ChatError.TargetNotMember)]
    [InlineData(Owner, new int[0], ChatError.InvalidValue)]
    [InlineData(Stranger, new[] { Member }, ChatError.NotMember)]
    public void Only_lower_ranks_are_put_out(int caller, int[] targets, ChatError expected) =>
        Assert.Equal(expected, RoomRules.Remove(Room, caller, [.. targets]));

    [Fact]
    public void Sixteen_members_are_shown_first_and_managers_are_counted_without_the_owner()
    {
        var many = ConversationState.From(new ConversationHead(
            1, 1, 0, [.. Enumerable.Range(1, 20).Select(id => Row(id, id <= 3 ? (MemberLevel)(4 - id) : MemberLevel.Member))], []));

        var view = RoomViews.Room(7, new RoomState(), many, callerId: 5, online: 2, now: 1_000);

        Assert.Equal(Enumerable.Range(1, 16), view.FirstMembers.Select(member => member.UserId));
        Assert.Equal((20, 2, 1, MemberLevel.Member), (view.MemberCount, view.OnlineCount, view.ManagerCount, view.CallerLevel));
    }

    private static MemberRow Row(int userId, MemberLevel level) => new(userId, userId, (short)level, "", false, false, 0);
}
