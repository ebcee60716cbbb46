using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Inbox;
using OrleansChat.Silo.Storage;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Storage;

/// <summary>No list of what was said is in the order of message ids.</summary>
public sealed class OwnIdHistoryTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    private static readonly HistoryFilter Images = new([MessageKind.Image]);

    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 6));

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Pages_go_back_place_by_place_from_any_message(int seed)
    {
        var (history, logs) = (new OwnIdHistory(seed), new[] { database.Log, new InMemoryMessageLog() });
        history.Run(150);
        await StoreAsync(history, logs);

        foreach (var log in logs)
        {
            foreach (var (key, rows) in history.Rows)
            {
                ChatMessage[] shown = [.. rows.Where(row => row is { IsVisible: true, IsRecalled: false }).Reverse()];
                await CompareAsync(shown, rows, (start, count) =>
                    log.ReadBackAsync(key, start, 1, count, CancellationToken.None));
                await CompareAsync(
                    [.. shown.Where(row => row.Kind is MessageKind.Announcement)],
                    rows,
                    (start, count) => log.ReadAnnouncementsAsync(key, start, 1, count, CancellationToken.None));
                await CompareAsync(
                    [.. shown.Where(row => row.Kind is MessageKind.Image)],
                    rows,
                    (start, count) => log.FindBackAsync(key, Images, start, 1, count, CancellationToken.None));
            }
        }

        Assert.Empty(await new LogVerifier(database.Source).VerifyAsync(CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_was_missed_and_said_lately_is_in_the_order_of_time(int seed)
    {
        var history = new OwnIdHistory(seed + 100);
        history.Run(150);
        await StoreAsync(history, database.Log);
        var (missed, inbox) = (database.Get<IMissedMessages>(), database.Get<IInboxStore>());

        for (var i = 0; i < 60; i++)
        {
            var (since, until) = (history.SomeTime(), history.SomeTime());
            var query = new MissedQuery(since, until, history.SomeCount(), KeepsNewest: i % 2 == 0);
            var within = history.Shown.Where(row => row.SentAtUnixMs >= since && row.SentAtUnixMs <= until).ToArray();
            var expected = (query.KeepsNewest ? within.TakeLast(query.Limit) : within.Take(query.Limit)).ToArray();

            var ids = await missed.ListAsync(history.User, query, CancellationToken.None);
            var read = await missed.ReadAsync(history.User, [.. ids.Order()], CancellationToken.None);
            var recent = await inbox.RecentAsync(history.User, since, CancellationToken.None);

            Assert.Equal(expected.Select(row => row.MessageId), ids);
            Assert.Equal(expected, read.AsEnumerable());
            Assert.Equal(Recent(history, since), recent.AsEnumerable());
        }
    }

    private static IEnumerable<RecentConversation> Recent(OwnIdHistory history, long since) =>
        from conversation in history.Rows
        where ConversationKey.IsDirect(conversation.Key) && conversation.Value[^1].SentAtUnixMs >= since
        select new RecentConversation(
            conversation.Key,
            conversation.Value.First(row => row.SentAtUnixMs >= since).Seq,
            conversation.Value[^1].Seq);

    private static async Task StoreAsync(OwnIdHistory history, params IMessageLog[] logs)
    {
        foreach (var log in logs)
        {
            foreach (var batch in history.Batches)
            {
                Assert.Equal(AppendResult.Committed, (await log.AppendAsync(batch)).Result);
            }
        }
    }

    /// <summary>By pages of several sizes from the end, and once from each row, shown or not.</summary>
    private static async Task CompareAsync(
        ChatMessage[] expected, List<ChatMessage> rows, Func<long?, int, Task<ImmutableArray<ChatMessage>>> read)
    {
        foreach (var size in new[] { 3, 10, 1_000 })
        {
            var pages = new List<ChatMessage>();
            for (long? start = null; ;)
            {
                var page = await read(start, size + 1);
                pages.AddRange(page.Take(size));
                if (page.Length <= size)
                {
                    break;
                }

                start = page[size].MessageId;
            }

            Assert.Equal(expected, pages);
        }

        foreach (var row in rows)
        {
            var page = await read(row.MessageId, 1);
            Assert.Equal(expected.FirstOrDefault(one => one.Seq <= row.Seq), page.FirstOrDefault());
        }
    }
}
