using OrleansChat.Conversations;
using OrleansChat.Silo.Storage;

namespace OrleansChat.Tests.Storage;

/// <summary>What the specifications of a log build their rows with.</summary>
public abstract class LogSpec
{
    private static long _ids;

    protected abstract IMessageLog Log { get; }

    /// <summary>A conversation that no other test of the class uses.</summary>
    protected static string NewConversation() => ConversationKey.Room(Interlocked.Increment(ref _ids) + 1_000_000);

    /// <summary>A row of a time of its own, later than those before; its id is of that time.</summary>
    protected static ChatMessage Row(string conversation, long seq, string? key = null, string body = "{}", int sender = 0)
    {
        var at = MessageIdLayout.EpochUnixMs + Interlocked.Increment(ref _ids);
        return new ChatMessage(
            conversation, seq, MessageIdLayout.FirstAt(at), sender, key, MessageKind.Text, body, false, at, null);
    }

    protected static LogBatch Batch(params ChatMessage[] rows) => new(rows[0].Conversation, [.. rows], []);

    protected static MemberChange Placed(MemberChange change, long seq) => change with { Seq = seq, AtUnixMs = seq };

    protected async Task<ChatMessage[]> ForwardAsync(string conversation) =>
        [.. await Log.ReadForwardAsync(conversation, 1, long.MaxValue, 1_000, CancellationToken.None)];
}
