using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Cluster;

/// <summary>Names on the wire between nodes that only the Orleans build has.</summary>
public sealed class FrozenClusterNameTests
{
    private const string Risk =
        "nodes of this version and of the one before no longer understand each other, so that a rolling restart fails.";

    [Fact]
    public void Interfaces_and_messages_of_the_silo() => GoldenFile.Compare(
        "cluster",
        [
            .. ContractText.Interfaces(typeof(StateGrainSerializer).Assembly),
            .. ContractText.Messages(typeof(StateGrainSerializer).Assembly),
            .. ContractText.Grains(typeof(StateGrainSerializer).Assembly),
        ],
        Risk);
}
