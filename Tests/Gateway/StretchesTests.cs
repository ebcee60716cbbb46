using OrleansChat.WebFrontend.Gateway.Receipts;

namespace OrleansChat.Tests.Gateway;

public sealed class StretchesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void It_holds_exactly_the_places_that_were_added_and_not_removed(int seed)
    {
        var random = new Random(seed);
        var stretches = new Stretches();
        var model = new SortedSet<long>();
        for (var step = 0; step < 3_000; step++)
        {
            var after = random.Next(0, 300);
            var seq = after + random.Next(1, step % 7 == 0 ? 40 : 4);
            var places = Enumerable.Range(after + 1, seq - after).Select(place => (long)place);
            if (random.Next(3) == 0)
            {
                stretches.Remove(after, seq);
                model.ExceptWith(places);
            }
            else
            {
                stretches.Add(after, seq);
                model.UnionWith(places);
            }

            Assert.Equal(model, stretches.All.SelectMany(Places));
            Assert.All(stretches.All, one => Assert.True(one.After < one.Seq));
            Assert.All(stretches.All.Zip(stretches.All.Skip(1)), pair => Assert.True(pair.First.Seq < pair.Second.After));
        }
    }

    [Fact]
    public void Of_too_many_the_lowest_are_forgotten()
    {
        var stretches = new Stretches();
        for (var i = 0; i <= Stretches.Most; i++)
        {
            stretches.Add(2 * i, (2 * i) + 1);
        }

        Assert.Equal(Stretches.Most, stretches.All.Count);
        Assert.Equal((2, 3), stretches.All[0]);
    }

    private static IEnumerable<long> Places((long After, long Seq) one)
    {
        for (var place = one.After + 1; place <= one.Seq; place++)
        {
            yield return place;
        }
    }
}
