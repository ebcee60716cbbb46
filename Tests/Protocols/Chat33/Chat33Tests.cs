namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>The tests that share one server.</summary>
[CollectionDefinition(nameof(Chat33Tests))]
public sealed class Chat33Tests : ICollectionFixture<Chat33Host>;
