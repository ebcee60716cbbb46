using OrleansChat.Errors;
using OrleansChat.Rooms;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Rooms;

public sealed class RoomKeyGrainTests
{
    [Fact]
    public async Task Keys_of_a_room_grow_within_a_millisecond_and_across_a_crash()
    {
        await using var cluster = await RoomStage.OpenAsync();

        var first = await SendAsync(cluster, RoomStage.Owner, 2);
        var second = await SendAsync(cluster, RoomStage.Owner, 2);
        await using var after = await cluster.CrashAsync();
        var third = await SendAsync(after, RoomStage.Owner, 2);

        Assert.Equal([first.Value + 1, first.Value + 2], [second.Value, third.Value]);
        var kept = await after.RoomKeys.ListAsync(2, long.MaxValue, 10, CancellationToken.None);
        Assert.Equal([third.Value, second.Value, first.Value], kept.Select(key => key.KeyId));
    }

    [Fact]
    public async Task Only_members_pass_keys_and_only_to_members()
    {
        await using var cluster = await RoomStage.OpenAsync();

        Assert.Equal(ChatError.NotMember, (await SendAsync(cluster, RoomStage.Stranger, 2)).Error);
        Assert.Equal(ChatError.InvalidValue, (await SendAsync(cluster, RoomStage.Owner, RoomStage.Stranger)).Error);
        Assert.Equal(ChatError.None, (await SendAsync(cluster, RoomStage.Owner, 2, RoomStage.Stranger, 2)).Error);

        Assert.Single(await cluster.RoomKeys.ListAsync(2, long.MaxValue, 10, CancellationToken.None));
        Assert.Empty(await cluster.RoomKeys.ListAsync(RoomStage.Stranger, long.MaxValue, 10, CancellationToken.None));
    }

    private static Task<Reply<long>> SendAsync(TestCluster cluster, int sender, params int[] users) =>
        cluster.Grains.GetGrain<IRoomKeyGrain>(RoomStage.Id).SendAsync(
            sender, "02", [.. users.Select(user => new RoomKeyShare(user, "sealed"))], CancellationToken.None);
}
