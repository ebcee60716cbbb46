namespace OrleansChat.Tests.Protocols.Im;

/// <summary>Tests that share one server.</summary>
[CollectionDefinition(nameof(ImTests))]
public sealed class ImTests : ICollectionFixture<ImHost>;
