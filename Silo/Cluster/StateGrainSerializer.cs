using Orleans.Storage;
using OrleansChat.Silo.Storage;

namespace OrleansChat.Silo.Cluster;

/// <summary>Lets the grain storage of Orleans write and read the payloads of <see cref="StateSerializer"/>, so that a
/// row is the same under both runtimes.</summary>
/// <remarks>For the states of our own grains. What Orleans keeps of its own, as in <c>PubSubStore</c>, has other
/// shapes and needs its own serializer.</remarks>
public sealed class StateGrainSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(StateSerializer.Serialize(input));

    public T Deserialize<T>(BinaryData input) => StateSerializer.Deserialize<T>(input);
}
