using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Rooms;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Conversations;

/// <summary>Two clusters that know nothing of each other over one database: each grain is active twice, for as long as
/// the test goes on.</summary>
public sealed class TwoActivationsTests
{
    private const int Messages = 100;
    private readonly GrainRetries _retries = new(TimeProvider.System, NullLogger<GrainRetries>.Instance);

    [Fact]
    public async Task Two_activations_of_one_room_keep_one_order_and_every_post_succeeds_by_repetition()
    {
        var database = await PostgresFixture.CreateDatabaseAsync();
        await using var one = await StartAsync(database, "one");
        await using var other = await StartAsync(database, "other");
        var (owner, _) = await one.CreateUserAsync("Owner");
        var (member, _) = await one.CreateUserAsync("Member");
        var roomId = await one.Grains.GetGrain<IIdGeneratorGrain>("room").NextAsync(CancellationToken.None);
        await one.Grains.GetGrain<IRoomGrain>(roomId).CreateAsync(
            new CreateRoom(owner, "room", "", [member], false), CancellationToken.None);

        var (owners, members) = (PostAllAsync(one, roomId, owner), PostAllAsync(other, roomId, member));
        var said = (ImmutableArray<ChatMessage>[])[await owners, await members];

        Assert.All(said, mine => Assert.Equal(mine.Select(message => message.Seq).Order(), mine.Select(message => message.Seq)));
        var log = await one.Grains.GetGrain<IRoomGrain>(roomId).CatchUpAsync(1, 1_000, CancellationToken.None);
        Assert.Equal(Enumerable.Range(1, (2 * Messages) + 1).Select(place => (long)place), log.Select(row => row.Seq));
        Assert.Equal(
            said.SelectMany(mine => mine).Select(message => message.MessageId).Order(),
            log.Where(row => row.IsVisible).Select(row => row.MessageId));
        Assert.Empty(await one.VerifyLogAsync());
    }

    [Fact]
    public async Task The_same_message_at_both_activations_is_stored_once_and_answered_alike()
    {
        var database = await PostgresFixture.CreateDatabaseAsync();
        await using var one = await StartAsync(database, "one");
        await using var other = await StartAsync(database, "other");
        var (owner, _) = await one.CreateUserAsync("Owner");
        var roomId = await one.Grains.GetGrain<IIdGeneratorGrain>("room").NextAsync(CancellationToken.None);
        await one.Grains.GetGrain<IRoomGrain>(roomId).CreateAsync(
            new CreateRoom(owner, "room", "", [], false), CancellationToken.None);

        for (var i = 0; i < Messages / 4; i++)
        {
            var replies = await Task.WhenAll(PostAsync(one, roomId, owner, i), PostAsync(other, roomId, owner, i));
            Assert.Equal(replies[0].MessageId, replies[1].MessageId);
        }

        var log = await other.Grains.GetGrain<IRoomGrain>(roomId).CatchUpAsync(1, 1_000, CancellationToken.None);
        Assert.Equal(1 + (Messages / 4), log.Length);
        Assert.Empty(await one.VerifyLogAsync());
    }

    private static Task<ChatHost> StartAsync(string database, string cluster) =>
        ChatHost.StartAsync(("ConnectionStrings:Chat", database), ("Chat:Cluster:Id", cluster));

    private async Task<ImmutableArray<ChatMessage>> PostAllAsync(ChatHost host, long roomId, int sender)
    {
        var said = ImmutableArray.CreateBuilder<ChatMessage>();
        while (said.Count < Messages)
        {
            said.Add(await PostAsync(host, roomId, sender, said.Count));
        }

        return said.ToImmutable();
    }

    /// <summary>As a socket does it.</summary>
    private async Task<ChatMessage> PostAsync(ChatHost host, long roomId, int sender, int number)
    {
        var draft = new MessageDraft(
            sender, $"{sender}-{number}", MessageKind.Text, """{"content":"hello"}""", false, new Author("", ""));
        var reply = await _retries.AskAsync(
            (Room: host.Grains.GetGrain<IRoomGrain>(roomId), draft),
            static call => call.Room.PostAsync(call.draft, CancellationToken.None),
            GrainRetries.ForPosts,
            CancellationToken.None);
        Assert.Equal(ChatError.None, reply.Error);
        return reply.Value!;
    }
}
