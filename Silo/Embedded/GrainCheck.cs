using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansChat.Silo.Embedded.Model;

namespace OrleansChat.Silo.Embedded;

/// <summary>Refuses to start on what would fail later, beyond what the model checks: storages and services.</summary>
internal sealed class GrainCheck(GrainModel model, IServiceProvider services, IServiceCollection registered)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var grain in model.Classes)
        {
            foreach (var parameter in grain.Parameters)
            {
                if (parameter.StorageName is not null)
                {
                    _ = parameter.StoreOf(services);
                }
                else if (registered.LastOrDefault(parameter.IsServedBy) is { Lifetime: not ServiceLifetime.Singleton } one)
                {
                    throw new NotSupportedException(
                        $"{grain.Type.Name} asks for {one.ServiceType.Name}, no singleton: an activation has no scope.");
                }
            }
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
