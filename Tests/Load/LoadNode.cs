namespace OrleansChat.Tests.Load;

/// <summary>A process that clients can reach.</summary>
internal sealed record LoadNode(int Number, Uri Chat33, Uri Admin);
