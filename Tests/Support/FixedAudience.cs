using System.Collections.Immutable;
using OrleansChat.Conversations;

namespace OrleansChat.Tests.Support;

/// <summary>The same nodes all the time; can fail, as presence does when its node dies.</summary>
internal sealed class FixedAudience(params ImmutableArray<string> nodes) : IAudience
{
    public bool IsFailing { get; set; }

    public ImmutableArray<int> Users => [];

    public ValueTask<ImmutableArray<string>> NodesAsync() =>
        IsFailing ? throw new TimeoutException("Presence did not answer.") : new(nodes);
}
