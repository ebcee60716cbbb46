using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Streams;

namespace OrleansChat.Silo.Embedded.Streams;

/// <summary>Streams within the process: an item goes to the subscribers of the moment and is kept nowhere.</summary>
internal sealed class PushStreamProvider([ServiceKey] string name, ILogger<PushStreamProvider> logger) : IStreamProvider
{
    private readonly ConcurrentDictionary<(StreamId Id, Type Item), object> _streams = new();

    public string Name => name;

    public IAsyncStream<T> GetStream<T>(StreamId streamId) =>
        (IAsyncStream<T>)_streams.GetOrAdd((streamId, typeof(T)), static (key, log) => new PushStream<T>(key.Id, log), logger);
}
