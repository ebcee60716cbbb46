using Orleans.Streams;
using OrleansChat.Tests.Runtime.Grains;

namespace OrleansChat.Tests.Runtime;

/// <summary>A runtime with the test grains, started.</summary>
public interface IGrainHost : IAsyncDisposable
{
    IGrainFactory Grains { get; }

    /// <summary>Where items are published.</summary>
    IStreamProvider Streams { get; }

    /// <summary>Where subscribers are: in another process, when the runtime has many.</summary>
    IStreamProvider ListenerStreams { get; }

    GrainJournal Journal { get; }

    /// <summary>Makes the first call to a grain so that it comes to be in the caller's process. Orleans keeps the order
    /// of calls within a process, not between two.</summary>
    Task PlaceNearAsync(Func<Task> firstCall);

    /// <summary>Retires every activation that nothing holds, as if each had been idle for long.</summary>
    Task CollectIdleAsync();

    /// <summary>Lets time pass for timers and timeouts; the real runtime needs real time for that.</summary>
    Task PassAsync(TimeSpan time);

    /// <summary>Writes the stored state of a keeper behind its back.</summary>
    Task OverwriteAsync(IKeeperGrain keeper);

    /// <summary>An orderly shutdown.</summary>
    Task StopAsync();
}
