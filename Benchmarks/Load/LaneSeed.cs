namespace OrleansChat.Benchmarks.Load;

/// <summary>What a lane sends and to whom.</summary>
/// <param name="Run">8 characters that no other run uses.</param>
/// <param name="ChannelType">2 for a room, 3 for a friend.</param>
/// <param name="TargetId">Room or friend.</param>
/// <param name="SenderId">User id of the sender.</param>
/// <param name="Members">Sockets that must see each message, the sender's included.</param>
internal sealed record LaneSeed(string Run, int ChannelType, string TargetId, string SenderId, int Members);
