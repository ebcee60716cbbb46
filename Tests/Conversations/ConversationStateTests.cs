using OrleansChat.Conversations;

namespace OrleansChat.Tests.Conversations;

public sealed class ConversationStateTests
{
    private static readonly ConversationState Empty = ConversationState.From(new ConversationHead(0, 0, 0, [], []));

    [Fact]
    public void Members_come_in_the_order_of_joining()
    {
        var state = Empty.Apply([new MemberChange(9, 4, true, 1, "", 0), new MemberChange(3, 2, true, 1, "", 0), new MemberChange(5, 4, true, 1, "", 0)]);

        Assert.Equal([3, 5, 9], state.InOrder.Select(member => member.UserId));
    }

    [Fact]
    public void Who_leaves_and_comes_back_in_one_batch_is_in()
    {
        var state = Empty.Apply([new MemberChange(3, 1, true, 2, "a", 0)])
            .Apply([new MemberChange(3, 4, false, 0, "", 0), new MemberChange(3, 6, true, 1, "b", 0)]);

        Assert.Equal((6L, (short)1, "b"), (state.Members[3].FromSeq, state.Members[3].Level, state.Members[3].Alias));
    }

    [Fact]
    public void A_setting_that_is_null_stays()
    {
        var state = Empty.Apply([new MemberChange(3, 1, true, 1, "a", 0)])
            .Apply(3, new MemberSettings(NoDisturbing: true))
            .Apply(3, new MemberSettings(OnTop: true));

        Assert.Equal(("a", true, true), (state.Members[3].Alias, state.Members[3].NoDisturbing, state.Members[3].OnTop));
    }
}
