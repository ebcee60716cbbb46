using System.Collections.Immutable;

namespace OrleansChat.Tests.Runtime.Grains;

[GenerateSerializer, Immutable, Alias("test.keeper-state")]
public sealed record KeeperState
{
    [Id(0)]
    public ImmutableDictionary<string, int> Values { get; init; } = ImmutableDictionary<string, int>.Empty;

    [Id(1)]
    public ImmutableArray<string> Names { get; init; } = [];
}
