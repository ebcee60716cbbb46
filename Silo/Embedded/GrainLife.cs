using Orleans.Runtime;
using OrleansChat.Silo.Embedded.Timers;

namespace OrleansChat.Silo.Embedded;

/// <summary>The first and the last turn of an activation: making the grain, reading its state, ending it.</summary>
internal sealed class GrainLife(Activation activation)
{
    // Both made when first asked for: most activations have no timer, and nobody waits for their end.
    private GrainTimers? _timers;
    private TaskCompletionSource? _ended;

    public object? Grain { get; private set; }

    public GrainTimers Timers => LazyInitializer.EnsureInitialized(ref _timers, static () => new GrainTimers());

    public Task Ended => End.Task;

    private TaskCompletionSource End => LazyInitializer.EnsureInitialized(
        ref _ended, static () => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private Catalog Catalog => activation.Catalog;

    public void Begin() => _ = BeginAsync();

    public void Finish() => _ = EndAsync();

    private async Task BeginAsync()
    {
        try
        {
            var facets = new List<IStateFacet>();
            Grain = Construct(facets);
            foreach (var facet in facets)
            {
                await facet.ReadStateAsync();
            }

            await ((IGrainBase)Grain).OnActivateAsync(Catalog.Stopping);
            Catalog.Meter.CountActivated(activation.Class.GrainType);
            activation.Open();
        }
#pragma warning disable CA1031 // whatever it is, the callers get it and the next call tries again
        catch (Exception exception)
#pragma warning restore CA1031
        {
            RuntimeLog.ActivationFailed(Catalog.Logger, exception, activation.GrainId);
            Timers.Stop();
            await DisposeAsync();
            activation.Leave(exception);
            End.TrySetResult();
        }
    }

    private object Construct(List<IStateFacet> facets)
    {
        EmbeddedActivation.Current = activation;
        try
        {
            return activation.Class.Construct(Catalog.Services, activation.GrainId, facets);
        }
        finally
        {
            EmbeddedActivation.Current = null;
        }
    }

    private async Task EndAsync()
    {
        try
        {
            Timers.Stop();
            using var deadline = Catalog.DeactivationDeadline();
            await ((IGrainBase)Grain!).OnDeactivateAsync(activation.Leaving, deadline.Token);
        }
#pragma warning disable CA1031 // a grain that cannot say goodbye goes all the same
        catch (Exception exception)
#pragma warning restore CA1031
        {
            RuntimeLog.DeactivationFailed(Catalog.Logger, exception, activation.GrainId);
        }

        await DisposeAsync();
        activation.Leave(failure: null);
        End.TrySetResult();
        Catalog.Meter.CountDeactivated(activation.Class.GrainType);
    }

    private async Task DisposeAsync()
    {
        try
        {
            if (Grain is IAsyncDisposable asyncDisposable)
            {
                await asyncDisposable.DisposeAsync();
            }
            else if (Grain is IDisposable disposable)
            {
                disposable.Dispose();
            }
        }
#pragma warning disable CA1031 // see above
        catch (Exception exception)
#pragma warning restore CA1031
        {
            RuntimeLog.DeactivationFailed(Catalog.Logger, exception, activation.GrainId);
        }

        Grain = null;
    }
}
