using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Friends;
using OrleansChat.Tests.Friends;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Conversations;

/// <summary>Strangers who talk over two clusters that know nothing of each other and share a database.</summary>
public sealed class TwoPairActivationsTests
{
    private const int Messages = 60;
    private readonly GrainRetries _retries = new(TimeProvider.System, NullLogger<GrainRetries>.Instance);

    [Fact]
    public async Task Strangers_at_two_activations_keep_one_order_and_correspond_once()
    {
        var database = await PostgresFixture.CreateDatabaseAsync();
        await using var one = await StartAsync(database, "one");
        await using var other = await StartAsync(database, "other");
        var (lower, _) = await one.CreateUserAsync("Lower");
        var (higher, _) = await one.CreateUserAsync("Higher");
        var pair = ConversationKey.Pair(lower, higher);

        var (lowers, highers) = (TalkAllAsync(one, pair, lower), TalkAllAsync(other, pair, higher));
        var said = (long[])[.. await lowers, .. await highers];

        var page = await Pair(one, pair).PageAsync(lower, 0, 100);
        var rest = await Pair(other, pair).PageAsync(lower, 100, 100);
        Assert.Equal(2 * Messages, page.Total);
        Assert.Equal(said.Order(), page.Messages.Concat(rest.Messages).Select(message => message.MessageId).Order());
        Assert.Equal(["0 1", "0 1"], await StaysAsync(database, "d:" + pair));
        Assert.Empty(await one.VerifyLogAsync());
    }

    [Fact]
    public async Task Friendship_at_one_activation_while_strangers_talk_at_the_other_leaves_one_open_stay_each()
    {
        var database = await PostgresFixture.CreateDatabaseAsync();
        await using var one = await StartAsync(database, "one");
        await using var other = await StartAsync(database, "other");
        var (lower, _) = await one.CreateUserAsync("Lower");
        var (higher, _) = await one.CreateUserAsync("Higher");
        var pair = ConversationKey.Pair(lower, higher);
        await TalkAsync(other, pair, lower, -1);
        Assert.Equal(ChatError.None, (await Pair(one, pair).AskAsync(lower)).Error);

        var talking = TalkAllAsync(other, pair, higher);
        var accepted = await _retries.AskAsync(
            (Pair: Pair(one, pair), higher),
            static call => call.Pair.AcceptAsync(call.higher),
            GrainRetries.ForOthers,
            CancellationToken.None);
        await talking;

        Assert.Equal(ChatError.None, accepted.Error);
        var stays = await StaysAsync(database, "d:" + pair);
        Assert.Equal(["0 1", "0 1"], stays[..2]);
        Assert.All(stays[2..], stay => Assert.StartsWith("1 ", stay, StringComparison.Ordinal));
        Assert.Equal(4, stays.Length);
        Assert.Empty(await one.VerifyLogAsync());
    }

    [Fact]
    public async Task Twenty_first_words_at_once_leave_the_log_whole()
    {
        await using var host = await ChatHost.StartAsync();
        var (lower, _) = await host.CreateUserAsync("Lower");
        var (higher, _) = await host.CreateUserAsync("Higher");
        var pair = Pair(host, ConversationKey.Pair(lower, higher));

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => pair.TalkAsync(i % 2 == 0 ? lower : higher, "{}")));

        Assert.Equal(
            Enumerable.Range(1, 20).Select(place => (long)place), replies.Select(reply => reply.Value!.Seq).Order());
        Assert.Empty(await host.VerifyLogAsync());
    }

    private static Task<ChatHost> StartAsync(string database, string cluster) =>
        ChatHost.StartAsync(("ConnectionStrings:Chat", database), ("Chat:Cluster:Id", cluster));

    private static IFriendshipGrain Pair(ChatHost host, string pair) => host.Grains.GetGrain<IFriendshipGrain>(pair);

    private async Task<long[]> TalkAllAsync(ChatHost host, string pair, int sender)
    {
        var said = new List<long>();
        while (said.Count < Messages)
        {
            said.Add(await TalkAsync(host, pair, sender, said.Count));
        }

        return [.. said];
    }

    /// <summary>As a socket does it.</summary>
    private async Task<long> TalkAsync(ChatHost host, string pair, int sender, int number)
    {
        var reply = await _retries.AskAsync(
            (Pair: Pair(host, pair), sender, key: $"{sender}-{number}"),
            static call => call.Pair.TalkAsync(call.sender, "{}", call.key),
            GrainRetries.ForPosts,
            CancellationToken.None);
        Assert.Equal(ChatError.None, reply.Error);
        return reply.Value!.MessageId;
    }

    /// <summary>Level and first place of each stay.</summary>
    private static async Task<string[]> StaysAsync(string database, string conversation)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(
            "SELECT level || ' ' || from_seq FROM member WHERE conv_id = $1 ORDER BY level, from_seq, user_id");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = conversation });
        await using var reader = await command.ExecuteReaderAsync();
        List<string> stays = [];
        while (await reader.ReadAsync())
        {
            stays.Add(reader.GetString(0));
        }

        return [.. stays];
    }
}
