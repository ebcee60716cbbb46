using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Conversations;

/// <summary>One conversation with everything around it in a test's hand. Owned by turns, as by a grain.</summary>
internal sealed class ConversationStage
{
    public const string Key = "r:7";

    private readonly Turns _turns = new();

    public ConversationStage(params ImmutableArray<int> members)
    {
        Conversation = Open();
        if (!members.IsEmpty)
        {
            _ = Join(members);
        }

        Fanout.Told.Clear();
        Log.Batches.Clear();
    }

    public SteeredMessageLog Log { get; } = new();

    public RecordingFanout Fanout { get; } = new();

    public FixedAudience Audience { get; } = new("web-1");

    public CountingIds Ids { get; } = new();

    public FakeClock Clock { get; } = new();

    public int Deactivations { get; private set; }

    public Conversation Conversation { get; private set; }

    public StoredConversation Stored => Log[Key];

    /// <summary>Texts of the visible rows, in order.</summary>
    public IEnumerable<string> Said => Stored.Rows.Where(row => row.IsVisible).Select(row => row.Body);

    public static MessageDraft Draft(int sender, string text, string? key = null) =>
        new(sender, key, MessageKind.Text, text, false, new Author($"user {sender}", ""));

    /// <summary>As the owners do it: what a member says is posted, what others say is refused unless it was said
    /// before.</summary>
    public Task<Reply<ChatMessage>> Post(int sender, string text, string? key = null) => Run(() =>
        Conversation.PostAsync(
            Draft(sender, text, key),
            Conversation.CanSpeak(sender) ? ChatError.None : ChatError.NotMember,
            CancellationToken.None));

    /// <summary>As <see cref="Post"/>, with a message id that the client chose.</summary>
    public Task<Reply<ChatMessage>> PostAs(long messageId, int sender, string text) => Run(() =>
        Conversation.PostAsync(
            Draft(sender, text) with { MessageId = messageId },
            Conversation.CanSpeak(sender) ? ChatError.None : ChatError.NotMember,
            CancellationToken.None));

    public Task<ChatError> Join(params ImmutableArray<int> users) => Run(() =>
        Conversation.ChangeAsync(new([.. users.Select(user => MemberChange.Join(user, 1, ""))])));

    public Task<ChatError> Leave(params ImmutableArray<int> users) => Run(() =>
        Conversation.ChangeAsync(new([.. users.Select(MemberChange.Leave)])));

    /// <summary>Decides about the oldest append that is held.</summary>
    public void Decide(Action<HeldAppend> outcome) => _turns.Run(() => outcome(Log.Held.Dequeue()));

    public T Run<T>(Func<T> call) => _turns.Run(call);

    public void Run(Action call) => _turns.Run(call);

    /// <summary>Another activation takes over, from what the log says.</summary>
    public void Reactivate() => Conversation = Open();

    private Conversation Open()
    {
        var parts = new ConversationParts(Log, Ids, Fanout, Clock, NullLogger<ConversationParts>.Instance);
        return new Conversation(Key, Log[Key].Head(), parts, Audience, () => Deactivations++);
    }
}
