using System.Collections.Immutable;
using OrleansChat.Conversations;

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

    public ChatMessage Post(int sender, string text, MessageKind kind = MessageKind.Text)
    {
        lock (_gate)
        {
            var seq = _rows.Count + 1;
            var row = new ChatMessage(conversation, seq, seq * 512, sender, null, kind, text, false, 1, new Author("n", ""));
            _rows.Add(row);
            return row;
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
