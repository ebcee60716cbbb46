using OrleansChat.WebFrontend.Gateway.Receipts;

namespace OrleansChat.Tests.Gateway;

public sealed class OutstandingListTests
{
    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 20)]
    [InlineData(3, 400)]
    public void It_holds_what_a_plain_list_holds(int seed, int ids)
    {
        var random = new Random(seed);
        var (list, model) = (new OutstandingList(), new Dictionary<long, Outstanding>());
        for (var step = 0; step < 20_000; step++)
        {
            var id = random.NextInt64(1, ids + 1);
            if (random.Next(2) == 0)
            {
                var one = new Outstanding(id, "d:1:2", id - 1, id);
                list.Add(one);
                model.TryAdd(id, one);
            }
            else
            {
                model.Remove(id, out var expected);
                Assert.Same(expected, list.Take(id));
            }

            var other = random.NextInt64(1, ids + 1);
            Assert.Same(model.GetValueOrDefault(other), list.Find(other));
            Assert.Equal(model.Count == 0, list.IsEmpty);
        }
    }

    [Fact]
    public void The_oldest_of_too_many_is_forgotten()
    {
        var list = new OutstandingList();
        for (var id = 1; id <= ReceiptBook.MaxOutstanding + 2; id++)
        {
            list.Add(new Outstanding(id, "d:1:2", id - 1, id));
        }

        Assert.Null(list.Find(1));
        Assert.Null(list.Take(2));
        Assert.Equal(3, list.Take(3)!.Seq);
    }
}
