using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

public sealed class AudienceTests : IAsyncLifetime
{
    private GatewayServer _server = null!;
    private SocketSession _session = null!;

    public async Task InitializeAsync()
    {
        _server = await GatewayServer.StartAsync();
        using var client = await _server.ConnectAsync("/1");
        await Eventually.TrueAsync(() => _server.Fanout.SessionsOf(1).Count == 1);
        _session = _server.Fanout.SessionsOf(1)[0];
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public void Those_who_listen_are_walked_whatever_came_and_went_before()
    {
        var random = new Random(5);
        List<Subscription> expected = [];
        Audience? audience = null;
        for (var step = 0; step < 5_000; step++)
        {
            var grows = step / 1_000 % 2 == 0;
            if (expected.Count == 0 || random.Next(10) < (grows ? 8 : 2))
            {
                expected.Add(One());
                audience = audience?.With(expected[^1]) ?? new Audience(expected[^1]);
            }
            else
            {
                var one = expected[random.Next(expected.Count)];
                expected.Remove(one);
                audience = audience!.Without(one);
            }

            Assert.Equal(expected, Walk(audience));
        }
    }

    [Fact]
    public void Who_comes_is_not_in_an_older_value_and_who_went_is_in_none()
    {
        var (one, other, third) = (One(), One(), One());
        var older = new Audience(one).With(other);
        var newer = older.With(third);
        Assert.Equal([one, other], Walk(older));
        newer = newer.Without(other)!;
        Assert.Equal([one], Walk(older));
        Assert.Equal([one, third], Walk(newer));
        Assert.Same(newer, newer.Without(other));
    }

    [Fact]
    public void Who_goes_costs_the_same_among_five_and_five_thousand()
    {
        Assert.InRange(BytesOfGoing(5_000), 1, BytesOfGoing(5));
    }

    private static IEnumerable<Subscription> Walk(Audience? audience) =>
        audience is null ? [] : audience.Places.ToArray().OfType<Subscription>();

    private Subscription One() => new(_session, null!, null!);

    private long BytesOfGoing(int listeners)
    {
        var audience = new Audience(One());
        for (var i = 1; i < listeners; i++)
        {
            audience = audience.With(One());
        }

        var last = One();
        audience = audience.With(last);
        var before = GC.GetAllocatedBytesForCurrentThread();
        audience.Without(last);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
