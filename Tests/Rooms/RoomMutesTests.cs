using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Rooms;

namespace OrleansChat.Tests.Rooms;

public sealed class RoomMutesTests
{
    private const int Owner = 1;
    private const int Manager = 2;
    private const int Member = 3;
    private const int Black = 4;
    private const int White = 5;
    private const int Stranger = 9;
    private const long Now = 1_000;
    private const long Later = 2_000;

    private static readonly ConversationState Room = ConversationState.From(new ConversationHead(
        1,
        1_000,
        0,
        [
            Row(Owner, MemberLevel.Owner),
            Row(Manager, MemberLevel.Manager) with { MuteList = 2, MutedUntilUnixMs = MuteTimes.Forever }, // from before
            Row(Member, MemberLevel.Member),
            Row(Black, MemberLevel.Member) with { MuteList = 2, MutedUntilUnixMs = Later },
            Row(White, MemberLevel.Member) with { MuteList = 3 },
        ],
        []));

    [Theory]
    [InlineData(MuteMode.AllSpeak, new[] { Owner, Manager, Member, White })]
    [InlineData(MuteMode.BlackList, new[] { Owner, Manager, Member, White })]
    [InlineData(MuteMode.WhiteList, new[] { Owner, Manager, White })]
    [InlineData(MuteMode.AllMuted, new[] { Owner, Manager })]
    public void Who_may_speak_depends_on_rule_rank_and_list(MuteMode mode, int[] expected)
    {
        var settings = new RoomState { MuteMode = mode, MutedUntilUnixMs = Later };

        Assert.Equal(expected, Speakers(settings, Now));
        Assert.Equal([1, 2, 3, 4, 5], Speakers(settings, Later)); // until then, and no longer
        Assert.Equal(5 - expected.Length, RoomMutes.CountMuted(settings, Room.Members, Now));
        Assert.Equal(0, RoomMutes.CountMuted(settings, Room.Members, Later));
    }

    [Fact]
    public void A_post_is_refused_as_muted_whatever_its_kind()
    {
        var settings = new RoomState();
        foreach (var kind in new[] { MessageKind.Text, MessageKind.Announcement })
        {
            var draft = new MessageDraft(Black, null, kind, "{}", false, Author.System);
            Assert.Equal(ChatError.Muted, RoomRules.Post(Room, settings, draft, canSpeak: true, Now));
        }
    }

    [Theory]
    [InlineData(MuteMode.AllSpeak, Member, 0)]
    [InlineData(MuteMode.AllSpeak, Black, Later)]
    [InlineData(MuteMode.AllMuted, Member, 5_000)]
    [InlineData(MuteMode.AllMuted, Owner, 0)]
    [InlineData(MuteMode.WhiteList, White, 0)]
    public void A_member_sees_until_when_he_may_not_speak(MuteMode mode, int user, long expected)
    {
        var settings = new RoomState { MuteMode = mode, MutedUntilUnixMs = 5_000 };

        Assert.Equal(expected, RoomMutes.SilentUntil(settings, Room.Members[user], Now));
    }

    [Theory]
    [InlineData(Owner, 2, new[] { Member }, Later, ChatError.None)]
    [InlineData(Manager, 2, new[] { Member }, Later, ChatError.None)]
    [InlineData(Member, 2, new[] { Black }, Later, ChatError.Forbidden)]
    [InlineData(Stranger, 4, new int[0], Later, ChatError.NotMember)]
    [InlineData(Owner, 2, new[] { Member, Manager }, Later, ChatError.Forbidden)]
    [InlineData(Manager, 2, new[] { Owner }, Later, ChatError.Forbidden)]
    [InlineData(Owner, 2, new[] { Member, Stranger }, Later, ChatError.NotMember)]
    [InlineData(Owner, 2, new int[0], Later, ChatError.InvalidValue)]
    [InlineData(Owner, 3, new int[0], Later, ChatError.InvalidValue)]
    [InlineData(Owner, 3, new[] { Member, Manager }, Later, ChatError.None)]
    [InlineData(Owner, 4, new[] { Member }, Later, ChatError.InvalidValue)]
    [InlineData(Owner, 4, new int[0], Now, ChatError.InvalidValue)]
    [InlineData(Owner, 4, new int[0], MuteTimes.Forever, ChatError.None)]
    [InlineData(Owner, 4, new int[0], MuteTimes.Forever + 1, ChatError.InvalidValue)]
    [InlineData(Owner, 1, new int[0], 0, ChatError.None)]
    [InlineData(Owner, 5, new int[0], Later, ChatError.InvalidValue)]
    public void Rules_are_the_managers_to_set(int caller, int mode, int[] users, long until, ChatError expected) =>
        Assert.Equal(expected, RoomMutes.Set(Room, caller, new MuteEdit((MuteMode)mode, [.. users], until), Now));

    [Theory]
    [InlineData(Owner, Member, Later, ChatError.None)]
    [InlineData(Manager, Member, 0, ChatError.None)]
    [InlineData(Owner, Manager, Later, ChatError.Forbidden)]
    [InlineData(Manager, Owner, Later, ChatError.Forbidden)]
    [InlineData(Manager, Manager, Later, ChatError.Forbidden)]
    [InlineData(Member, Black, 0, ChatError.Forbidden)]
    [InlineData(Stranger, Member, Later, ChatError.NotMember)]
    [InlineData(Owner, Stranger, Later, ChatError.NotMember)]
    [InlineData(Owner, Member, Now, ChatError.InvalidValue)]
    [InlineData(Owner, Member, -1, ChatError.InvalidValue)]
    public void One_member_is_muted_by_managers_and_no_one_of_rank_is(int caller, int user, long until, ChatError expected) =>
        Assert.Equal(expected, RoomMutes.SetOne(Room, caller, user, until, Now));

    [Fact]
    public void A_new_list_takes_the_place_of_the_old_one()
    {
        var black = RoomMutes.Changes(Room.Members, new MuteEdit(MuteMode.BlackList, [Member, Black], Later));
        var none = RoomMutes.Changes(Room.Members, new MuteEdit(MuteMode.AllSpeak, [], 0));

        Assert.Equal(
            [(Manager, 1, 0L), (White, 1, 0L), (Member, 2, Later)], // the fourth stands on it already
            black.Select(change => (change.UserId, (int)change.MuteList!, change.MutedUntilUnixMs!.Value)));
        Assert.Equal([Manager, Black, White], none.Select(change => change.UserId));
    }

    [Theory]
    [InlineData(MuteMode.AllSpeak, Member, Later, MuteMode.BlackList, MuteList.Black)]
    [InlineData(MuteMode.WhiteList, White, Later, MuteMode.WhiteList, MuteList.Black)]
    [InlineData(MuteMode.WhiteList, Member, 0, MuteMode.WhiteList, MuteList.White)]
    [InlineData(MuteMode.AllMuted, Member, 0, MuteMode.WhiteList, MuteList.White)]
    [InlineData(MuteMode.BlackList, Black, 0, MuteMode.BlackList, MuteList.None)] // another one is left
    public void One_member_changes_the_rule_only_where_he_must(
        MuteMode before, int user, long until, MuteMode after, MuteList list)
    {
        var settings = new RoomState { MuteMode = before, MutedUntilUnixMs = 5_000 };

        var (next, changes) = RoomMutes.One(settings, Room.Members, user, until, Now);

        Assert.Equal(after, next.MuteMode);
        Assert.Equal((user, list), (Assert.Single(changes).UserId, (MuteList)changes[0].MuteList!));
    }

    private static IEnumerable<int> Speakers(RoomState settings, long now) => Room.Members.Values
        .Where(member => RoomMutes.MaySpeak(settings, member, now)).Select(member => member.UserId).Order();

    private static MemberRow Row(int userId, MemberLevel level) => new(userId, userId, (short)level, "", false, false, 0);
}
