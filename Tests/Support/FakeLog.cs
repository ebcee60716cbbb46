using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Tests.Support;

/// <summary>The rows of one conversation, for those who catch up.</summary>
internal sealed class FakeLog(string conversation)
{
    private readonly List<ChatMessage> _rows = [];
    private readonly Lock _gate = new();

    /// <summary>How often somebody read.</summary>
    public int Reads { get; private set; }

    /// <summary>How many reads fail before one succeeds.</summary>
    public int Failures { get; set; }

    /// <summary>How many posts are stored and their answers lost.</summary>
    public int LostAnswers { get; set; }

    /// <summary>How many posts meet a stale activation, which stores nothing.</summary>
    public int StaleActivations { get; set; }

    /// <summary>Each draft that came, however it ended.</summary>
    public List<MessageDraft> Drafts { get; } = [];

    /// <summary>Holds reads back until it is set.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public long Last
    {
        get
        {
            lock (_gate)
            {
                return _rows.Count;
            }
        }
    }

    public ChatMessage Post(int sender, string text, MessageKind kind = MessageKind.Text, string? key = null)
    {
        lock (_gate)
        {
            var seq = _rows.Count + 1;
            var row = new ChatMessage(conversation, seq, seq * 512, sender, key, kind, text, false, 1, new Author("n", ""));
            _rows.Add(row);
            return row;
        }
    }

    /// <summary>As a conversation does it: a key that is known is answered with its row, which has no author.</summary>
    public Task<Reply<ChatMessage>> PostAsync(MessageDraft draft)
    {
        lock (_gate)
        {
            Drafts.Add(draft);
            if (StaleActivations > 0)
            {
                StaleActivations--;
                return Task.FromResult<Reply<ChatMessage>>(ChatError.AskAgain);
            }

            var known = _rows.Find(row => row.SenderId == draft.SenderId && row.ClientMessageId == draft.ClientMessageId);
            var row = known is null ? Post(draft.SenderId, draft.Body, draft.Kind, draft.ClientMessageId) : known with { Author = null };
            if (LostAnswers > 0)
            {
                LostAnswers--;
                return Task.FromException<Reply<ChatMessage>>(new TimeoutException("The answer is lost."));
            }

            return Task.FromResult<Reply<ChatMessage>>(row);
        }
    }

    public async Task<ImmutableArray<ChatMessage>> ReadAsync(long from, long to)
    {
        if (Hold is { } hold)
        {
            await hold.Task;
        }

        lock (_gate)
        {
            Reads++;
            if (Failures > 0)
            {
                Failures--;
                throw new TimeoutException("The fake log is told to fail.");
            }

            return [.. _rows.Where(row => row.Seq >= from && row.Seq <= to).Take(1_000)];
        }
    }
}
