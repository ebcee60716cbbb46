using System.Collections.Immutable;
using System.Diagnostics;
using OrleansChat.Errors;
using OrleansChat.Friends;

namespace OrleansChat.Conversations;

/// <summary>Something that waits for its place: a message, or a membership change with its hidden row.</summary>
/// <remarks>Continuations run on the waiting caller's own context; the runtime sees to that.</remarks>
internal sealed class PendingPost(
    MessageDraft draft, ImmutableArray<MemberChange> changes, FriendApplication? application)
    : TaskCompletionSource<Reply<ChatMessage>>
{
    public MessageDraft Draft { get; } = draft;

    /// <summary>Places and times are filled in when the place is known.</summary>
    public ImmutableArray<MemberChange> Changes { get; } = changes;

    public FriendApplication? Application { get; } = application;

    /// <summary>The span of the call that posted; null when nobody records it.</summary>
    public Activity? Caller { get; } = Activity.Current is { Recorded: true } caller ? caller : null;
}
