namespace OrleansChat.Tests.Protocols;

/// <summary>A user of one protocol under test.</summary>
public sealed record SpecUser(int UserId, string Token);
