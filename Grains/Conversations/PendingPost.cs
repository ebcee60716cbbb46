using System.Collections.Immutable;
using System.Diagnostics;
using OrleansChat.Errors;

namespace OrleansChat.Conversations;

/// <summary>Something that waits for its place: a message, or a change with its rows.</summary>
/// <remarks>Continuations run on the waiting caller's own context; the runtime sees to that.</remarks>
internal sealed class PendingPost : TaskCompletionSource<Reply<ChatMessage>>
{
    public PendingPost(MessageDraft message) => Draft = message;

    public PendingPost(ConversationChange change)
    {
        Change = change;
        Drafts = change.Drafts();
        Draft = Drafts[0];
    }

    /// <summary>The message, or the first row of the change.</summary>
    public MessageDraft Draft { get; }

    /// <summary>Null for a message.</summary>
    public ConversationChange? Change { get; }

    /// <summary>Who become members at the place of this message, unless they are by then; mostly nobody.</summary>
    public ImmutableArray<MemberChange> Joins { get; init; } = [];

    /// <summary>The rows of the change, in order; empty for a message.</summary>
    public ImmutableArray<MessageDraft> Drafts { get; } = [];

    public int RowCount => Change is null ? 1 : Drafts.Length;

    /// <summary>The span of the call that posted; null when nobody records it.</summary>
    public Activity? Caller { get; } = Activity.Current is { Recorded: true } caller ? caller : null;
}
