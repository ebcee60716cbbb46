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

    [Fact]
    public void A_friend_is_shown_as_the_user_keeps_him()
    {
        var view = FriendshipRules.View(2, new MemberRow(1, 3, 1, "bob", true, false, 77));

        Assert.Equal(new FriendView(2, "bob", true, false, IsFriend: true, 77), view);
    }
}
