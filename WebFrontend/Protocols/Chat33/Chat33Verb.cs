namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>One HTTP route of the document.</summary>
/// <param name="Path">Below the root and below /chat, such as <c>/user/pwdLogin</c>.</param>
/// <param name="NeedsSession">Whether a caller without a session is answered "not logged in".</param>
/// <param name="HandleAsync">What it does.</param>
internal sealed record Chat33Verb(string Path, bool NeedsSession, Func<Chat33Call, Task<Chat33Answer>> HandleAsync);
