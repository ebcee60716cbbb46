using OrleansChat.Benchmarks.Dialects;

namespace OrleansChat.Benchmarks.Load;

/// <summary>What a lane sends and to whom.</summary>
/// <param name="Dialect">How it says so.</param>
/// <param name="Run">8 characters that no other run uses.</param>
/// <param name="ChannelType">2 for a room, 3 for a friend.</param>
/// <param name="TargetId">Room or friend.</param>
/// <param name="SenderId">User id of the sender.</param>
/// <param name="Members">Sockets of the conversation, the sender's included.</param>
internal sealed record LaneSeed(
    Dialect Dialect, string Run, int ChannelType, string TargetId, string SenderId, int Members);
