using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Tests.Simulation;

/// <summary>What a client knows of one message that it wants to be said once.</summary>
/// <param name="Sender">Who says it.</param>
/// <param name="Key">His own key for it, and its text.</param>
/// <param name="MessageId">The message id that he chose, or null.</param>
internal sealed record SimulatedPost(int Sender, string Key, long? MessageId = null)
{
    public List<Task<Reply<ChatMessage>>> Tries { get; } = [];

    /// <summary>Answers that say it is stored. One with another message says that the id was taken.</summary>
    public IEnumerable<ChatMessage> Acks => Answers.Where(IsOwn);

    public bool IsTaken => Answers.Any(answer => !IsOwn(answer));

    private IEnumerable<ChatMessage> Answers =>
        Tries.Where(one => one.IsCompletedSuccessfully).Select(one => one.Result.Value).OfType<ChatMessage>();

    /// <summary>The last answer leaves no doubt.</summary>
    public bool IsSettled => Tries[^1] is { IsCompletedSuccessfully: true, Result.Error: not (ChatError.Unavailable or ChatError.AskAgain) };

    private bool IsOwn(ChatMessage answer) => answer.SenderId == Sender && answer.ClientMessageId == Key;
}
