using OrleansChat.Conversations;

namespace OrleansChat.Tests.Conversations;

public sealed class ConversationStateTests
{
    private static readonly ConversationState Empty = ConversationState.From(new ConversationHead(0, 0, 0, [], []));

    [Fact]
    public void Members_come_in_the_order_of_joining()
    {
        var state = Empty.Apply(
        [
            new MemberChange(9, 4, MemberChangeKind.Join, 1, "", 0),
            new MemberChange(3, 2, MemberChangeKind.Join, 1, "", 0),
            new MemberChange(5, 4, MemberChangeKind.Join, 1, "", 0),
        ]);

        Assert.Equal([3, 5, 9], state.Members.InOrder.Select(member => member.UserId));
    }

    [Fact]
    public void Who_leaves_and_comes_back_in_one_batch_is_in()
    {
        var state = Empty.Apply([new MemberChange(3, 1, MemberChangeKind.Join, 2, "a", 0)])
            .Apply([new MemberChange(3, 4, MemberChangeKind.Leave, null, "", 0), new MemberChange(3, 6, MemberChangeKind.Join, 1, "b", 0)]);

        Assert.Equal((6L, (short)1, "b"), (state.Members[3].FromSeq, state.Members[3].Level, state.Members[3].Alias));
    }

    [Fact]
    public void A_setting_that_is_null_stays()
    {
        var state = Empty.Apply([new MemberChange(3, 1, MemberChangeKind.Join, 1, "a", 0)])
            .Apply(3, new MemberSettings(NoDisturbing: true))
            .Apply(3, new MemberSettings(OnTop: true));

        Assert.Equal(("a", true, true), (state.Members[3].Alias, state.Members[3].NoDisturbing, state.Members[3].OnTop));
    }

    [Fact]
    public void Who_is_in_and_who_has_rank_is_the_same_whichever_way_it_came_about()
    {
        var random = new Random(7);
        var (members, rows) = (MemberSet.Of([]), new Dictionary<int, MemberRow>());
        for (var seq = 1; seq <= 2_000; seq++)
        {
            var user = random.Next(1, 60);
            if (random.Next(3) == 0)
            {
                members = members.Without(user);
                rows.Remove(user);
            }
            else
            {
                var place = rows.TryGetValue(user, out var known) && random.Next(2) == 0 ? known.FromSeq : seq;
                rows[user] = new MemberRow(user, place, (short)random.Next(1, 4), $"{seq}", false, false, 0, random.Next(4));
                members = members.With(rows[user]);
            }

            var inOrder = rows.Values.OrderBy(row => row.FromSeq).ThenBy(row => row.UserId).ToArray();
            Assert.Equal(inOrder, members.InOrder);
            Assert.Equal(inOrder.Where(row => row.Level > 1).OrderBy(row => row.UserId), members.Ranked);
            Assert.Equal(inOrder, MemberSet.Of([.. rows.Values]).InOrder);
            Assert.Equal(inOrder.Count(row => row.MutedUntilUnixMs > 2), members.CountMuted(2));
            Assert.Equal(inOrder.Count(row => row.MutedUntilUnixMs > 0), members.CountMuted(0));
        }

        Assert.Equal(rows.Count, members.Count);
    }
}
