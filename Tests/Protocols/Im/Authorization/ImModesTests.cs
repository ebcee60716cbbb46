namespace OrleansChat.Tests.Protocols.Im.Authorization;

/// <summary>Tests that share the servers of all modes.</summary>
[CollectionDefinition(nameof(ImModesTests))]
public sealed class ImModesTests : ICollectionFixture<ImModes>;
