namespace OrleansChat.Tests.Load;

/// <summary>How many speak how much.</summary>
/// <remarks>Each user is in one pair and two rooms and speaks in all of them. Every fourth has a second device that
/// only listens.</remarks>
internal sealed record LoadPlan
{
    public int Users { get; init; } = 30;

    public int RoomSize { get; init; } = 6;

    /// <summary>By all users together.</summary>
    public int MessagesPerSecond { get; init; } = 40;
}
