using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>How a protocol says that something was refused.</summary>
/// <param name="Error">The refusal.</param>
/// <param name="Code">What stands on the wire for it.</param>
/// <param name="Text">The words that go with it, or empty.</param>
public sealed record ProtocolError(ChatError Error, string Code, string Text);
