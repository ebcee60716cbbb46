using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>One HTTP route of the document.</summary>
/// <param name="Path">Below the root and below /chat, such as <c>/user/pwdLogin</c>.</param>
/// <param name="NeedsSession">Whether a caller without a session is answered "not logged in".</param>
/// <param name="HandleAsync">What it does.</param>
internal sealed record Chat33Verb(string Path, bool NeedsSession, Func<Chat33Call, Task<Chat33Answer>> HandleAsync)
{
    /// <summary>Whether doing it twice does no more than doing it once: then it is done again while a node is
    /// lost.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>How a repetition is refused when the first try did the work and its answer was lost: that is a
    /// success.</summary>
    public ChatError WhenDone { get; init; }
}
