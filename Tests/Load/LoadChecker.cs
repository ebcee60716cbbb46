namespace OrleansChat.Tests.Load;

/// <summary>The verdict over one load: every acknowledged message is stored exactly once, in one order that nobody
/// disagrees with, and every device saw all of it.</summary>
/// <remarks>Pure, so that a test can show that it finds each fault.</remarks>
internal static class LoadChecker
{
    public static IReadOnlyList<LoadFault> Check(LoadRecord record)
    {
        var sent = record.Sent.ToLookup(message => message.Conversation);
        var shown = record.Shown.ToLookup(device => device.Conversation);
        var faults = new List<LoadFault>();
        foreach (var (conversation, nodes) in record.Histories)
        {
            var history = nodes.First().Value;
            faults.AddRange(nodes.Skip(1)
                .Where(node => !node.Value.SequenceEqual(history))
                .Select(node => new LoadFault(
                    LoadFaultKind.NodesDiffer,
                    $"{conversation} as {node.Key} tells it; {Difference(history, node.Value)}")));
            faults.AddRange(History(conversation, history));
            var stored = history.ToLookup(row => row.Key);
            faults.AddRange(sent[conversation].SelectMany(message => Answers(message, [.. stored[message.Key]])));
            faults.AddRange(RealTime(sent[conversation], history));
            faults.AddRange(Foreign(conversation, history, sent[conversation]));
            faults.AddRange(shown[conversation].SelectMany(device => Sightings(device, history)));
        }

        faults.AddRange(sent.Where(messages => !record.Histories.ContainsKey(messages.Key))
            .Select(messages => new LoadFault(LoadFaultKind.Lost, $"{messages.Key} has no history")));
        return faults;
    }

    /// <summary>No key twice, ids only upwards.</summary>
    private static IEnumerable<LoadFault> History(string conversation, IReadOnlyList<StoredMessage> history)
    {
        foreach (var rows in history.GroupBy(row => row.Key).Where(rows => rows.Count() > 1))
        {
            var ids = string.Join(", ", rows.Select(row => row.LogId));
            yield return new LoadFault(LoadFaultKind.Doubled, $"{rows.Key} stands {rows.Count()} times: {ids}");
        }

        foreach (var (before, after) in history.Zip(history.Skip(1)))
        {
            if (before.LogId >= after.LogId)
            {
                yield return new LoadFault(
                    LoadFaultKind.Reordered, $"{conversation}: {before} stands before {after}");
            }
        }
    }

    /// <summary>What the sender was told is so.</summary>
    private static IEnumerable<LoadFault> Answers(SentMessage message, StoredMessage[] stored)
    {
        if (message.AckedId is { } id)
        {
            if (stored.Length == 0)
            {
                yield return new LoadFault(
                    LoadFaultKind.Lost, $"{message.Key} was acknowledged as {id} at {message.AckedMs} ms");
            }
            else if (stored[0].LogId != id)
            {
                yield return new LoadFault(
                    LoadFaultKind.DifferentId,
                    $"{message.Key} was acknowledged as {id} and is stored as {stored[0].LogId}");
            }
        }
        else
        {
            yield return message.RefusedCode is { } code
                ? new LoadFault(LoadFaultKind.Refused, $"{message.Key} with {code}, stored {stored.Length} times")
                : new LoadFault(
                    LoadFaultKind.Unanswered,
                    $"{message.Key} of {message.FirstTryMs} ms, {message.Tries} tries, stored {stored.Length} times");
        }
    }

    /// <summary>Who waited for an answer before he spoke again stands in that order.</summary>
    private static IEnumerable<LoadFault> RealTime(IEnumerable<SentMessage> sent, IReadOnlyList<StoredMessage> history)
    {
        var places = Places(history);
        var bySender = sent.Where(message => message.AckedMs is not null && places.ContainsKey(message.Key))
            .GroupBy(message => message.Sender);
        foreach (var messages in bySender)
        {
            var acked = new Queue<SentMessage>(messages.OrderBy(message => message.AckedMs));
            SentMessage? latest = null; // of those acknowledged so far, the one that stands last
            foreach (var message in messages.OrderBy(message => message.FirstTryMs))
            {
                while (acked.TryPeek(out var earlier) && earlier.AckedMs < message.FirstTryMs)
                {
                    acked.Dequeue();
                    latest = latest is null || places[latest.Key] < places[earlier.Key] ? earlier : latest;
                }

                if (latest is not null && places[latest.Key] > places[message.Key])
                {
                    yield return new LoadFault(
                        LoadFaultKind.Reordered,
                        $"{latest.Key} was acknowledged before {message.Key} was said, and stands after it");
                }
            }
        }
    }

    private static IEnumerable<LoadFault> Foreign(
        string conversation, IReadOnlyList<StoredMessage> history, IEnumerable<SentMessage> sent)
    {
        var known = sent.Select(message => message.Key).ToHashSet();
        return history.Where(row => !known.Contains(row.Key))
            .Select(row => new LoadFault(LoadFaultKind.Foreign, $"{conversation} has {row}, which nobody said there"));
    }

    /// <summary>The first sightings are the history, in its order; a repeat carries the same id.</summary>
    private static IEnumerable<LoadFault> Sightings(DeviceSightings device, IReadOnlyList<StoredMessage> history)
    {
        var places = Places(history);
        var seen = new HashSet<string>();
        var last = -1;
        foreach (var row in device.Shown)
        {
            if (!places.TryGetValue(row.Key, out var place))
            {
                yield return new LoadFault(
                    LoadFaultKind.Foreign, $"{device.Device} saw {row} in {device.Conversation}");
                continue;
            }

            if (history[place].LogId != row.LogId)
            {
                yield return new LoadFault(
                    LoadFaultKind.DifferentId, $"{device.Device} saw {row}, stored as {history[place].LogId}");
            }

            if (seen.Add(row.Key) && place < last)
            {
                yield return new LoadFault(
                    LoadFaultKind.Reordered, $"{device.Device} saw {row} after {history[last]}");
            }

            last = Math.Max(last, place);
        }

        foreach (var row in history.Where(row => !seen.Contains(row.Key)))
        {
            yield return new LoadFault(
                LoadFaultKind.Unseen, $"{device.Device} never saw {row} of {device.Conversation}");
        }
    }

    private static Dictionary<string, int> Places(IReadOnlyList<StoredMessage> history)
    {
        var places = new Dictionary<string, int>(history.Count);
        for (var place = 0; place < history.Count; place++)
        {
            places.TryAdd(history[place].Key, place);
        }

        return places;
    }

    private static string Difference(IReadOnlyList<StoredMessage> one, IReadOnlyList<StoredMessage> other)
    {
        var same = one.Zip(other).TakeWhile(rows => rows.First == rows.Second).Count();
        return $"{one.Count} and {other.Count} rows, the same up to row {same}";
    }
}
