using System.Collections.Immutable;
using OrleansChat.Conversations;

namespace OrleansChat.Tests.Support;

/// <summary>The same nodes all the time; can fail, as presence does when its node dies.</summary>
internal sealed class FixedAudience(params ImmutableArray<string> nodes) : IAudience
{
    public bool IsFailing { get; set; }

    public ImmutableArray<int> Users => [];

    /// <summary>Holds answers back until it is set.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public async ValueTask<ImmutableArray<string>> NodesAsync()
    {
        if (Hold is { } hold)
        {
            await hold.Task;
        }

        return IsFailing ? throw new TimeoutException("Presence did not answer.") : nodes;
    }

    public void Changed(ImmutableArray<MemberChange> changes, MemberSet members)
    {
    }
}
