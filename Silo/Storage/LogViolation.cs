namespace OrleansChat.Silo.Storage;

/// <summary>A row that contradicts the rules of the log.</summary>
/// <param name="Rule">D1 to D7.</param>
/// <param name="Conversation">Where.</param>
/// <param name="Detail">A place, a counter, or a user and device, as the rule has it.</param>
public sealed record LogViolation(string Rule, string Conversation, string Detail);
