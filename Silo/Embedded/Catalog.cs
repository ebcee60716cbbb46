using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using OrleansChat.Silo.Embedded.Calls;
using OrleansChat.Silo.Embedded.Model;

namespace OrleansChat.Silo.Embedded;

/// <summary>Key to activation: at most one of an id at any time.</summary>
internal sealed class Catalog(
    IServiceProvider services,
    GrainModel model,
    IOptions<EmbeddedGrainOptions> options,
    TimeProvider clock,
    GrainMeter meter,
    ILogger<Catalog> logger) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly long _origin = clock.GetTimestamp();
    private long _now;
    private volatile bool _isClosed;

    public IServiceProvider Services => services;

    public EmbeddedGrainOptions Options { get; } = options.Value;

    public TimeProvider Clock => clock;

    public GrainMeter Meter => meter;

    public ILogger Logger => logger;

    /// <summary>Milliseconds since the start, as of the last sweep: reading it costs nothing.</summary>
    public long Now => Volatile.Read(ref _now);

    /// <summary>Cancelled when the host gives up waiting for the last activations.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public IEnumerable<Activation> Activations => model.Classes.SelectMany(one => one.Activations.Values);

    public void Dispose() => _stopping.Dispose();

    public void AdvanceClock() =>
        Volatile.Write(ref _now, (long)clock.GetElapsedTime(_origin).TotalMilliseconds);

    public long DeadlineOf(MethodContract contract)
    {
        var timeout = contract.ResponseTimeout ?? Options.ResponseTimeout;
        return timeout == Timeout.InfiniteTimeSpan ? long.MaxValue : Now + (long)timeout.TotalMilliseconds;
    }

    public CancellationTokenSource DeactivationDeadline()
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(Stopping);
        if (Options.DeactivationTimeout != Timeout.InfiniteTimeSpan)
        {
            deadline.CancelAfter(Options.DeactivationTimeout);
        }

        return deadline;
    }

    /// <summary>The activation of a key, begun for this request if there is none.</summary>
    /// <param name="grainClass">Its class.</param>
    /// <param name="key">Its key.</param>
    /// <param name="request">For whom.</param>
    /// <param name="answer">What the caller awaits, when the request is settled already: an activation was begun for
    /// it, or there is none because the runtime has stopped.</param>
    public Activation? GetOrCreate(GrainClass grainClass, string key, Request request, out Task? answer)
    {
        answer = null;
        while (true)
        {
            if (grainClass.Activations.TryGetValue(key, out var live))
            {
                return live;
            }

            if (_isClosed)
            {
                answer = request.Faulted(new OrleansMessageRejectionException("The grain runtime has stopped."));
                return null;
            }

            var fresh = new Activation(this, grainClass, key);
            if (grainClass.Activations.TryAdd(key, fresh))
            {
                // First the request, then the start: it waits in there, so a failure to activate is its answer.
                _ = fresh.TryReceive(request, out answer);
                fresh.Start();
                return fresh;
            }
        }
    }

    public static void Remove(Activation activation)
    {
        activation.Class.Activations.TryRemove(KeyValuePair.Create(activation.Key, activation));
        activation.Class.Retire(activation);
    }

    public static void Replace(Activation activation, Activation successor)
    {
        activation.Class.Activations[activation.Key] = successor;
        activation.Class.Retire(activation);
        successor.Start();
    }

    /// <summary>Deactivates everything, with what that brings to life again, then takes no more calls.</summary>
    public async Task CloseAsync(CancellationToken cancellation)
    {
        await using var givingUp = cancellation.UnsafeRegister(
            static state => ((CancellationTokenSource)state!).Cancel(), _stopping);
        const int Rounds = 5; // grains that say goodbye to each other settle in two
        for (var round = 0; round < Rounds && !cancellation.IsCancellationRequested; round++)
        {
            var live = Activations.ToArray();
            if (live.Length == 0)
            {
                break;
            }

            foreach (var activation in live)
            {
                activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The host stops."), cancellation);
            }

            await Task.WhenAll(live.Select(one => one.Ended)).WaitAsync(cancellation)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _isClosed = true;
        var left = Activations.Count();
        RuntimeLog.Closed(logger, left);
    }
}
