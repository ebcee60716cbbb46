namespace OrleansChat.Benchmarks.Server;

/// <summary>An account made for the run.</summary>
/// <param name="Id">As chat33 writes it.</param>
/// <param name="Token">A session token.</param>
internal sealed record ChatUser(string Id, string Token);
