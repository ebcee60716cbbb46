using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;

namespace OrleansChat.Tests.Friends;

public sealed class FriendshipRulesTests
{
    [Theory]
    [InlineData(true, MessageKind.Text, ChatError.None)]
    [InlineData(false, MessageKind.Text, ChatError.NotFriends)]
    [InlineData(true, MessageKind.Membership, ChatError.Forbidden)]
    [InlineData(true, MessageKind.Alert, ChatError.Forbidden)]
    public void Friends_talk_in_their_own_name(bool canSpeak, MessageKind kind, ChatError expected) =>
        Assert.Equal(
            expected, FriendshipRules.Post(new MessageDraft(1, null, kind, "{}", false, Author.System), canSpeak, isBlocked: false));

    [Theory]
    [InlineData(2, false, false, ChatError.None)]
    [InlineData(2, true, false, ChatError.AlreadyFriends)]
    [InlineData(2, false, true, ChatError.Blocked)]
    [InlineData(1, false, false, ChatError.Oneself)]
    [InlineData(0, false, false, ChatError.NotFriends)]
    public void One_asks_another_who_is_no_friend_and_has_not_blocked_him(
        int peer, bool areFriends, bool isBlocked, ChatError expected) =>
        Assert.Equal(expected, FriendshipRules.Request(1, peer, areFriends, isBlocked));

    [Theory]
    [InlineData(2, false, false, ChatError.None)]
    [InlineData(2, true, true, ChatError.None)]
    [InlineData(2, true, false, ChatError.NotFriends)]
    [InlineData(1, false, false, ChatError.Oneself)]
    [InlineData(0, false, false, ChatError.NotFriends)]
    public void Of_another_something_is_kept_and_notes_of_a_friend(
        int peer, bool isNote, bool areFriends, ChatError expected) => Assert.Equal(
            expected,
            FriendshipRules.Keep(1, peer, new RelationEdit(IsBlocked: true, ExtRemark: isNote ? "{}" : null), areFriends));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void A_friend_is_a_member_above_level_0(short level, bool expected)
    {
        var state = ConversationState.From(new ConversationHead(
            1, 1, 1, [new MemberRow(1, 1, level, "", false, false, 1)], []));

        Assert.Equal(expected, FriendshipRules.IsFriend(state, 1));
        Assert.False(FriendshipRules.IsFriend(state, 2));
    }

    [Fact]
    public void Friendship_ends_what_there_is_and_begins()
    {
        var before = ConversationState.From(new ConversationHead(
            1, 1, 1, [new MemberRow(1, 1, 0, "", false, false, 1)], []));
        var change = new ConversationChange(FriendshipRules.Begin(1, "pal", 2));

        var after = before.Apply([.. change.Placed(5, 9)]);

        Assert.Equal(
            [new MemberRow(1, 5, 1, "pal", false, false, 9), new MemberRow(2, 5, 1, "", false, false, 9)],
            after.Members.InOrder);
        Assert.Equal("""{"joined":[1,2],"left":[]}""", Assert.Single(change.Drafts()).Body);
    }

    [Fact]
    public void A_friend_is_shown_as_the_user_keeps_him()
    {
        var view = FriendshipRules.View(2, new MemberRow(1, 3, 1, "bob", true, false, 77));

        Assert.Equal(new FriendView(2, "bob", true, false, IsFriend: true, 77), view);
    }
}
