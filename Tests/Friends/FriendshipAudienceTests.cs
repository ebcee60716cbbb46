using Microsoft.Extensions.Logging.Abstractions;
using OrleansChat.Conversations;
using OrleansChat.Friends;
using OrleansChat.Presence;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Friends;

public sealed class FriendshipAudienceTests
{
    private readonly FakeGrains _grains = new();

    [Fact]
    public async Task The_nodes_of_both_are_told_each_once()
    {
        await ConnectAsync(1, "web-1");
        await ConnectAsync(2, "web-1");
        await ConnectAsync(2, "web-2");

        Assert.Equal(["web-1", "web-2"], (await Audience().NodesAsync()).Order());
    }

    [Fact]
    public async Task One_who_talks_to_himself_is_asked_for_and_named_once()
    {
        await ConnectAsync(1, "web-1");
        await ConnectAsync(1, "web-2");
        var audience = Audience(1, 1);

        Assert.Equal(["web-1", "web-2"], (await audience.NodesAsync()).Order());
        Assert.Equal([1], audience.Users.AsEnumerable());
        Assert.Equal(1, _grains.Presence(1).Asked);
        audience.TakeBack(1);
        await audience.NodesAsync();
        Assert.Equal(2, _grains.Presence(1).Asked);
    }

    [Fact]
    public async Task One_whose_presence_fails_hides_the_other_from_nobody()
    {
        await ConnectAsync(1, "web-1");
        await ConnectAsync(2, "web-2");
        var audience = Audience();
        _grains.Presence(1).IsFailing = true;

        Assert.Equal(["web-2"], (await audience.NodesAsync()).Order());
        _grains.Presence(1).IsFailing = false;
        Assert.Equal(["web-1", "web-2"], (await audience.NodesAsync()).Order());
        _grains.Presence(2).IsFailing = true;
        audience.TakeBack(2);
        Assert.Equal(["web-1", "web-2"], (await audience.NodesAsync()).Order()); // where he was last
    }

    [Fact]
    public async Task A_presence_that_hangs_delays_one_message_and_is_asked_once()
    {
        await ConnectAsync(1, "web-1");
        await ConnectAsync(2, "web-2");
        var audience = Audience();
        await audience.NodesAsync();
        _grains.Presence(1).Hold = new TaskCompletionSource();
        audience.TakeBack(1);

        Assert.Equal(["web-1", "web-2"], (await audience.NodesAsync()).Order());
        var (asked, next) = (_grains.Presence(1).Asked, audience.NodesAsync().AsTask());

        Assert.True(next.IsCompleted);
        Assert.Equal(["web-1", "web-2"], (await next).Order());
        Assert.Equal((2, 2), (asked, _grains.Presence(1).Asked));
        await ConnectAsync(1, "web-3");
        _grains.Presence(1).Hold!.SetResult();
        _grains.Presence(1).Hold = null;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(await audience.NodesAsync()).Contains("web-3")) // until the late answer is in
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, patience.Token);
        }
    }

    private FriendshipAudience Audience(int lower = 1, int higher = 2) => new(
        _grains,
        new ConversationParts(
            new SteeredMessageLog(),
            new CountingIds(),
            new RecordingFanout(),
            TimeProvider.System,
            NullLogger<ConversationParts>.Instance),
        lower,
        higher);

    private Task ConnectAsync(int user, string node) => _grains.Presence(user).ConnectAsync(
        new Connection($"{node}/{user}", node, "chat33", "PC", ""), CancellationToken.None);
}
