using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansChat.Fanout;

namespace OrleansChat.Presence;

/// <summary>Where one user is: what his presence said last, until it says that this is no longer so.</summary>
/// <remarks>
/// A presence that is lost with its node takes back nothing, so that what it said is believed for five seconds only;
/// what was missed in them is read from the log after the loss was noticed. While a question is unanswered no further
/// one is asked: a presence on a dead node delays one message, not each of them.
/// </remarks>
internal sealed class Whereabout(IPresenceGrain presence, string watcher, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(5);

    private Task _asking = Task.CompletedTask;
    private long _askedAt;
    private bool _isKnown;
    private int _takenBack;

    /// <summary>The nodes that his presence named last.</summary>
    public ImmutableArray<string> Nodes { get; private set; } = [];

    /// <summary>Whether <see cref="Nodes"/> can be used without asking.</summary>
    public bool IsKnown => _isKnown && clock.GetElapsedTime(_askedAt) < Trust;

    /// <summary>Asks. Never fails; complete at once while an older question is unanswered.</summary>
    public Task AskAsync() =>
        _asking.IsCompleted ? _asking = RememberAsync().OrLostAsync(logger) : Task.CompletedTask;

    /// <summary>What was said is no longer so.</summary>
    public void TakeBack()
    {
        _isKnown = false;
        _takenBack++;
    }

    private async Task RememberAsync()
    {
        var (askedAt, takenBack) = (clock.GetTimestamp(), _takenBack);
        Nodes = await presence.WatchAsync(watcher, CancellationToken.None);
        _askedAt = askedAt;
        _isKnown = takenBack == _takenBack; // an answer may be overtaken
    }
}
