namespace OrleansChat.Conversations;

/// <summary>What a user may set for himself in one conversation; null leaves a setting as it is.</summary>
/// <param name="Alias">In a room his own name there; in a friendship the name he gives the friend.</param>
/// <param name="NoDisturbing">No phone push, please.</param>
/// <param name="OnTop">Pinned.</param>
[GenerateSerializer, Immutable, Alias("conversation.member-settings")]
public sealed record MemberSettings(
    [property: Id(0)] string? Alias = null,
    [property: Id(1)] bool? NoDisturbing = null,
    [property: Id(2)] bool? OnTop = null);
