using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Simulation;

public sealed class ConversationSimulationTests
{
    private const int Steps = 1_500;

    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 16));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_fails_the_log_keeps_its_promises(int seed)
    {
        var history = new ConversationHistory(seed);

        history.Run(Steps);

        var faults = Invariants(history.Stage.Stored)
            .Concat(history.Posts.SelectMany(post => Promises(post, history.Stage.Stored)))
            .Concat(Announcements(history))
            .Concat(Recalls(history))
            .ToArray();
        Assert.True(faults.Length == 0, $"Seed {seed}: {string.Join("; ", faults.Take(5))}");
        Assert.True(history.Posts.Count(post => post.Acks.Any()) > 50, $"Seed {seed}: hardly anything was said.");
        Assert.True(history.Posts.Count(post => post.MessageId is not null && post.Acks.Any()) > 20, $"Seed {seed}: few ids.");
        Assert.True(history.Posts.Any(post => post.IsTaken), $"Seed {seed}: no id was taken.");
        Assert.True(history.Recalls.Count(one => one.Answer.Result is ChatError.None) > 1, $"Seed {seed}: hardly any recall.");
        Assert.True(history.Stage.Deactivations > 5, $"Seed {seed}: hardly anything failed.");
    }

    /// <summary>D1, D3, D4 and D6 of the delivery invariants, ids and stays.</summary>
    private static IEnumerable<string> Invariants(StoredConversation stored)
    {
        for (var i = 0; i < stored.Rows.Count; i++)
        {
            var (row, before) = (stored.Rows[i], i == 0 ? null : stored.Rows[i - 1]);
            if (row.Seq != i + 1)
            {
                yield return $"D1: place {row.Seq} stands at {i + 1}";
            }

            if (row.SentAtUnixMs < before?.SentAtUnixMs)
            {
                yield return $"D4: time goes back at {row.Seq}";
            }

            if (row.SenderId != 0 && !stored.Stays.Any(stay => IsIn(stay, row)))
            {
                yield return $"D6: {row.SenderId} was no member at {row.Seq}";
            }
        }

        var given = stored.Rows.Where(row => !row.HasOwnId).Select(row => row.MessageId).ToArray();
        if (!given.SequenceEqual(given.Order()) || stored.Rows.DistinctBy(row => row.MessageId).Count() < stored.Rows.Count)
        {
            yield return "an id of the server goes back, or an id is there twice";
        }

        var keys = stored.Rows.Where(row => row.ClientMessageId is not null).CountBy(row => (row.SenderId, row.ClientMessageId));
        foreach (var key in keys.Where(key => key.Value > 1))
        {
            yield return $"D3: {key.Key} is there {key.Value} times";
        }

        var stays = stored.Stays.Where(stay => stay.ToSeq is null).CountBy(stay => stay.UserId);
        foreach (var user in stays.Where(user => user.Value > 1))
        {
            yield return $"user {user.Key} is in it twice";
        }
    }

    private static bool IsIn(Stay stay, ChatMessage row) =>
        stay.UserId == row.SenderId && row.Seq >= stay.FromSeq && row.Seq <= (stay.ToSeq ?? long.MaxValue);

    /// <summary>What a client was told is so.</summary>
    private static IEnumerable<string> Promises(SimulatedPost post, StoredConversation stored)
    {
        var row = stored.Find(post.Sender, post.Key);
        if (post.Tries.Any(one => !one.IsCompleted))
        {
            yield return $"{post.Key} was never answered";
        }

        if (post.Acks.Any(ack => !IsSame(ack, row)))
        {
            yield return $"{post.Key} was acknowledged as something else than {row}";
        }

        if (post.IsTaken && row is not null)
        {
            yield return $"{post.Key} was answered as taken and stands at {row.Seq}";
        }

        if (!post.Acks.Any() && row is not null)
        {
            yield return $"{post.Key} was refused in the end and stands at {row.Seq}";
        }
    }

    /// <summary>As it is stored, or as it was before it was taken back.</summary>
    private static bool IsSame(ChatMessage shown, ChatMessage? row) =>
        row is not null && (shown with { Author = null, Body = row.IsRecalled ? "" : shown.Body }) == row;

    /// <summary>D7: a message is gone when one alert says so, and never otherwise.</summary>
    private static IEnumerable<string> Recalls(ConversationHistory history)
    {
        var rows = history.Stage.Stored.Rows;
        foreach (var row in rows)
        {
            var alerts = rows.Count(alert =>
                alert.Body.Contains($"\"logId\":\"{row.MessageId}\"", StringComparison.Ordinal));
            if (alerts != (row.IsRecalled ? 1 : 0))
            {
                yield return $"{row.Seq} has {alerts} alerts and the body '{row.Body}'";
            }
        }

        foreach (var (messageId, answer) in history.Recalls)
        {
            if (!answer.IsCompleted)
            {
                yield return $"the recall of {messageId} was never answered";
            }
            else if (answer.Result is ChatError.None && !rows.Single(row => row.MessageId == messageId).IsRecalled)
            {
                yield return $"{messageId} is there and was to be taken back";
            }
        }
    }

    /// <summary>Only what is stored, at most once, and whatever was acknowledged when it was new.</summary>
    private static IEnumerable<string> Announcements(ConversationHistory history)
    {
        var rows = history.Stage.Stored.Rows;
        var announced = history.Stage.Fanout.Told.SelectMany(told => told.Delivery.Messages).ToArray();
        var fresh = history.Posts.SelectMany(post => post.Acks).Where(ack => ack.Author is not null).Select(ack => ack.Seq);
        return announced.Where(message => !IsSame(message, rows[(int)message.Seq - 1]))
            .Select(message => $"{message.Seq} was announced and is not stored")
            .Concat(announced.CountBy(message => message.Seq)
                .Where(count => count.Value > 1)
                .Select(count => $"{count.Key} was announced twice"))
            .Concat(fresh.Except(announced.Select(message => message.Seq))
                .Select(seq => $"{seq} was acknowledged unannounced"));
    }
}
