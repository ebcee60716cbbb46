using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using OrleansChat.Silo.Embedded.Model;
using OrleansChat.Silo.Embedded.Timers;

namespace OrleansChat.Silo.Embedded;

/// <summary>The first and the last turn of an activation: making the grain, reading its state, ending it.</summary>
internal sealed class GrainLife(Activation activation, Catalog catalog, GrainClass grainClass)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AsyncServiceScope _scope;

    public object? Grain { get; private set; }

    public GrainTimers Timers { get; } = new();

    public Task Ended => _ended.Task;

    public IServiceProvider Services => _scope.ServiceProvider;

    public void Begin() => _ = BeginAsync();

    public void End() => _ = EndAsync();

    private async Task BeginAsync()
    {
        try
        {
            _scope = catalog.Services.CreateAsyncScope();
            var facets = new List<IStateFacet>();
            Grain = Construct(facets);
            foreach (var facet in facets)
            {
                await facet.ReadStateAsync();
            }

            await ((IGrainBase)Grain).OnActivateAsync(catalog.Stopping);
            catalog.Meter.CountActivated(grainClass.GrainType);
            activation.Open();
        }
#pragma warning disable CA1031 // whatever it is, the callers get it and the next call tries again
        catch (Exception exception)
#pragma warning restore CA1031
        {
            RuntimeLog.ActivationFailed(catalog.Logger, exception, activation.GrainId);
            Timers.Stop();
            await DisposeAsync();
            activation.Leave(exception);
            _ended.TrySetResult();
        }
    }

    private object Construct(List<IStateFacet> facets)
    {
        EmbeddedActivation.Current = activation;
        try
        {
            return grainClass.Construct(_scope.ServiceProvider, activation.GrainId, facets);
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
            using var deadline = catalog.DeactivationDeadline();
            await ((IGrainBase)Grain!).OnDeactivateAsync(activation.Leaving, deadline.Token);
        }
#pragma warning disable CA1031 // a grain that cannot say goodbye goes all the same
        catch (Exception exception)
#pragma warning restore CA1031
        {
            RuntimeLog.DeactivationFailed(catalog.Logger, exception, activation.GrainId);
        }

        await DisposeAsync();
        activation.Leave(failure: null);
        _ended.TrySetResult();
        catalog.Meter.CountDeactivated(grainClass.GrainType);
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

            await _scope.DisposeAsync();
        }
#pragma warning disable CA1031 // see above
        catch (Exception exception)
#pragma warning restore CA1031
        {
            RuntimeLog.DeactivationFailed(catalog.Logger, exception, activation.GrainId);
        }

        Grain = null;
    }
}
