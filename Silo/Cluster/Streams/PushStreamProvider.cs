using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Streams;

namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>Streams that call their subscribers: those of this process directly, those of another one in batches
/// through one observer of theirs. Nothing is kept.</summary>
/// <remarks>The same in a silo and in a process without one. Where items were dropped, the receiving process hears it
/// through <see cref="Fanout.LossSignal"/>.</remarks>
internal sealed class PushStreamProvider([ServiceKey] string name, PushParts parts)
    : IStreamProvider, IDisposable
{
    private readonly ConcurrentDictionary<(StreamId Id, Type Item), IPushStream> _streams = new();

    public string Name => name;

    public bool IsRewindable => false;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => (IAsyncStream<T>)_streams.GetOrAdd(
        (streamId, typeof(T)), static (key, provider) => provider.Make<T>(key.Id), this);

    /// <summary>Waits until all that was published has left the process, or for as long as it is worth.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        var startedAt = parts.Clock.GetTimestamp();
        while (_streams.Values.Any(stream => !stream.IsSent))
        {
            if (cancellation.IsCancellationRequested || parts.Clock.GetElapsedTime(startedAt) > parts.Options.Flush)
            {
                PushStreamLog.NotFlushed(parts.Logger);
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), parts.Clock, CancellationToken.None);
        }
    }

    public void Dispose()
    {
        foreach (var stream in _streams.Values)
        {
            stream.Dispose();
        }
    }

    private PushStream<T> Make<T>(StreamId streamId) => new(streamId, name, parts);
}
