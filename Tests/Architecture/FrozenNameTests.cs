using OrleansChat.Errors;
using OrleansChat.Rooms;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Architecture;

/// <summary>Names that stand in rows and on the wire between nodes. A line may be added, none may change.</summary>
public sealed class FrozenNameTests
{
    private const string BreaksNodes =
        "nodes of this version and of the one before no longer understand each other, so that a rolling restart fails.";

    private const string BreaksRows = "stored rows are no longer found, or lose what they hold.";

    [Fact]
    public void Interfaces_of_grains() => GoldenFile.Compare(
        "interfaces", ContractText.Interfaces(typeof(ChatError).Assembly), BreaksNodes);

    [Fact]
    public void Messages() => GoldenFile.Compare(
        "messages",
        ContractText.Messages(typeof(ChatError).Assembly).Concat(ContractText.Messages(typeof(RoomGrain).Assembly)),
        BreaksNodes);

    [Fact]
    public void Grain_types() => GoldenFile.Compare(
        "grains", ContractText.Grains(typeof(RoomGrain).Assembly), BreaksNodes);

    [Fact]
    public void States() => GoldenFile.Compare("states", ContractText.States(typeof(RoomGrain).Assembly), BreaksRows);
}
