namespace OrleansChat.Tests.Protocols.Friend;

/// <summary>One after the other: servers that start at once in one process may meet on their way to a free
/// port.</summary>
[CollectionDefinition(nameof(FriendTests))]
public sealed class FriendTests : ICollectionFixture<FriendHost>, ICollectionFixture<StrictFriendHost>,
    ICollectionFixture<ProductionFriendHost>, ICollectionFixture<CompatibleFriendHost>;
