using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansChat.Fanout;

namespace OrleansChat.Presence;

/// <summary>Where one user is: what his presence said last.</summary>
/// <remarks>While a question is unanswered no further one is asked: a presence on a dead node delays one message, not
/// each of them.</remarks>
internal sealed class Whereabout(IPresenceGrain presence, ILogger logger)
{
    private Task _asking = Task.CompletedTask;

    /// <summary>The nodes that his presence named last.</summary>
    public ImmutableArray<string> Nodes { get; private set; } = [];

    /// <summary>Asks. Never fails; complete at once while an older question is unanswered.</summary>
    public Task AskAsync() =>
        _asking.IsCompleted ? _asking = RememberAsync().OrLostAsync(logger) : Task.CompletedTask;

    private async Task RememberAsync() => Nodes = await presence.NodesAsync(CancellationToken.None);
}
