using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Tests.Simulation;

/// <summary>What a client knows of one message that it wants to be said once.</summary>
internal sealed record SimulatedPost(int Sender, string Key)
{
    public List<Task<Reply<ChatMessage>>> Tries { get; } = [];

    public IEnumerable<ChatMessage> Acks =>
        Tries.Where(one => one.IsCompletedSuccessfully).Select(one => one.Result.Value).OfType<ChatMessage>();

    /// <summary>The last answer leaves no doubt.</summary>
    public bool IsSettled => Tries[^1] is { IsCompletedSuccessfully: true, Result.Error: not (ChatError.Unavailable or ChatError.AskAgain) };
}
