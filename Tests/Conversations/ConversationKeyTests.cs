using OrleansChat.Conversations;

namespace OrleansChat.Tests.Conversations;

public sealed class ConversationKeyTests
{
    [Fact]
    public void Two_users_have_one_key_whoever_asks()
    {
        Assert.Equal("d:7:12", ConversationKey.Direct(12, 7));
        Assert.Equal(ConversationKey.Direct(7, 12), ConversationKey.Direct(12, 7));
        Assert.Equal("7:12", ConversationKey.Pair(12, 7));
    }

    [Theory]
    [InlineData("d:7:12", true)]
    [InlineData("7:12", true)]
    [InlineData("d:12:7", false)]
    [InlineData("d:7:7", true)]
    [InlineData("d:7", false)]
    [InlineData("d:-7:12", false)]
    [InlineData("d:7:12:3", false)]
    [InlineData("d:7:2147483648", false)]
    [InlineData("r:7", false)]
    [InlineData("", false)]
    public void Only_a_pair_in_order_is_a_pair(string key, bool expected) =>
        Assert.Equal(expected, ConversationKey.TryDirect(key, out _, out _));

    [Theory]
    [InlineData("r:7", true, 7)]
    [InlineData("r:", false, 0)]
    [InlineData("r:-7", false, 0)]
    [InlineData("d:7:12", false, 0)]
    public void Only_a_room_is_a_room(string key, bool expected, long roomId)
    {
        Assert.Equal(expected, ConversationKey.TryRoom(key, out var read));
        Assert.Equal(roomId, read);
    }

    [Theory]
    [InlineData("c:7", true, 7)]
    [InlineData("c:", false, 0)]
    [InlineData("c:-7", false, 0)]
    [InlineData("r:7", false, 0)]
    [InlineData("d:7:12", false, 0)]
    public void Only_a_chat_room_is_a_chat_room(string key, bool expected, long chatRoomId)
    {
        Assert.Equal(expected, ConversationKey.TryChatRoom(key, out var read));
        Assert.Equal(chatRoomId, read);
    }

    [Fact]
    public void A_room_and_a_chat_room_of_one_number_are_two_conversations()
    {
        Assert.Equal("c:7", ConversationKey.ChatRoom(7));
        Assert.False(ConversationKey.TryRoom(ConversationKey.ChatRoom(7), out _));
        Assert.False(ConversationKey.IsChatRoom(ConversationKey.Room(7)));
    }

    [Theory]
    [InlineData(7, 12)]
    [InlineData(12, 7)]
    [InlineData(8, 0)]
    public void The_peer_is_the_other_one(int user, int expected) =>
        Assert.Equal(expected, ConversationKey.Peer("d:7:12", user));

    [Theory]
    [InlineData(7, 7)]
    [InlineData(8, 0)]
    public void One_who_talks_to_himself_is_his_own_peer(int user, int expected) =>
        Assert.Equal(expected, ConversationKey.Peer(ConversationKey.Direct(7, 7), user));

    [Theory]
    [InlineData("d:7:7", true)]
    [InlineData("d:7:12", false)]
    [InlineData("r:7", false)]
    [InlineData("", false)]
    public void Only_a_pair_of_one_user_is_a_conversation_with_oneself(string key, bool expected) =>
        Assert.Equal(expected, ConversationKey.IsWithOneself(key));
}
