using System.Collections.Immutable;

namespace OrleansChat.Conversations;

/// <summary>The rows of one batch as they get their places, ids and time.</summary>
internal sealed class PlacedRows(string conversation, ConversationState state, int capacity, ConversationParts parts)
{
    private readonly ImmutableArray<ChatMessage>.Builder _rows = ImmutableArray.CreateBuilder<ChatMessage>(capacity);
    private HashSet<long>? _owns; // ids that clients chose

    public int Count => _rows.Count;

    /// <summary>The place of the next row.</summary>
    public long NextSeq => state.LastSeq + _rows.Count + 1;

    /// <summary>The last message id that the server chose, here or before.</summary>
    public long LastMessageId { get; private set; } = state.LastMessageId;

    /// <summary>When they are sent: not before the message in front of them.</summary>
    public long AtUnixMs { get; } =
        Math.Max(state.LastSentAtUnixMs, parts.Clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Whether one of these rows may have the id that a client chose: then that post is for the next batch, which
    /// learns from the log who has it.</summary>
    public bool MayHave(long? messageId) => messageId > state.LastMessageId && messageId <= LastMessageId;

    public void Add(MessageDraft draft)
    {
        if (draft.MessageId is { } own)
        {
            (_owns ??= []).Add(own);
            Add(draft, own);
            return;
        }

        do
        {
            LastMessageId = parts.Ids.Next(LastMessageId);
        }
        while (_owns?.Contains(LastMessageId) is true);
        Add(draft, LastMessageId);
    }

    public ImmutableArray<ChatMessage> ToRows() => _rows.DrainToImmutable();

    private void Add(MessageDraft draft, long messageId) => _rows.Add(new ChatMessage(
        conversation,
        NextSeq,
        messageId,
        draft.SenderId,
        draft.ClientMessageId,
        draft.Kind,
        draft.Body,
        draft.BurnAfterReading,
        AtUnixMs,
        draft.Author,
        draft.Wording,
        draft.AmongStrangers));
}
