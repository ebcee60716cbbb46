using OrleansChat.Conversations;

namespace OrleansChat.Silo.Storage;

/// <summary>Refuses text that PostgreSQL cannot keep, before it meets the rows of others in a commit.</summary>
internal static class StorageText
{
    /// <summary>Whether it has no NUL and is well-formed UTF-16.</summary>
    internal static bool IsStorable(ReadOnlySpan<char> text)
    {
        if (text.Contains('\0'))
        {
            return false;
        }

        var rest = text;
        while (rest.IndexOfAnyInRange('\uD800', '\uDFFF') is var at && at >= 0)
        {
            if (at + 1 >= rest.Length || !char.IsSurrogatePair(rest[at], rest[at + 1]))
            {
                return false;
            }

            rest = rest[(at + 2)..];
        }

        return true;
    }

    internal static void Ensure(ReadOnlySpan<char> text, string what)
    {
        if (!IsStorable(text))
        {
            throw new ArgumentException($"The {what} holds NUL or half a surrogate pair.", what);
        }
    }

    /// <summary>Checks everything in a batch that a caller may have got from outside, and its places.</summary>
    internal static void Ensure(LogBatch batch)
    {
        ArgumentOutOfRangeException.ThrowIfZero(batch.Messages.Length, nameof(batch));
        Ensure(batch.Conversation, "conversation");
        var previous = batch.Messages[0].Seq - 1;
        foreach (var message in batch.Messages)
        {
            Ensure(message.Body, "body");
            Ensure(message.Wording, "wording");
            Ensure(message.ClientMessageId, "client message id");
            if (message.Seq != ++previous || message.Conversation != batch.Conversation)
            {
                throw new ArgumentException("A batch holds consecutive places of one conversation.", nameof(batch));
            }
        }

        foreach (var change in batch.Changes)
        {
            Ensure(change.Alias, "alias");
        }

        Ensure(batch.Application?.Reason, "reason");
        EnsureDistinctKeys(batch);
    }

    private static void EnsureDistinctKeys(LogBatch batch)
    {
        if (batch.Messages.Length == 1)
        {
            return;
        }

        var keys = new HashSet<(int, string)>();
        foreach (var message in batch.Messages)
        {
            if (message.ClientMessageId is { } key && !keys.Add((message.SenderId, key)))
            {
                throw new ArgumentException(
                    "A batch holds one row for each sender and client message id.", nameof(batch));
            }
        }
    }
}
