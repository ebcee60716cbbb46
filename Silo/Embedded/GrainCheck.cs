using Microsoft.Extensions.Hosting;
using OrleansChat.Silo.Embedded.Model;

namespace OrleansChat.Silo.Embedded;

/// <summary>Refuses to start on what would fail later: the model checks itself when made, this adds the storages.</summary>
internal sealed class GrainCheck(GrainModel model, IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var parameter in model.Classes.SelectMany(one => one.Parameters).Where(one => one.StorageName is not null))
        {
            _ = parameter.StoreOf(services);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
