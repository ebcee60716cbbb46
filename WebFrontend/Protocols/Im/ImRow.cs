using OrleansChat.Conversations;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>A message as a list shows it.</summary>
/// <param name="Message">What was said.</param>
/// <param name="State">How far it has come to its reader.</param>
/// <param name="IsRead">Whether its reader has cleared the row that it is in.</param>
internal sealed record ImRow(ChatMessage Message, ImState State, bool IsRead);
