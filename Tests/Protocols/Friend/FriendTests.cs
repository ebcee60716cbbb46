namespace OrleansChat.Tests.Protocols.Friend;

/// <summary>The tests that share one server.</summary>
[CollectionDefinition(nameof(FriendTests))]
public sealed class FriendTests : ICollectionFixture<FriendHost>;
