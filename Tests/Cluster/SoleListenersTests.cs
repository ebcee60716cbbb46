using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansChat.Silo.Hosting;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Cluster;

public sealed class SoleListenersTests
{
    [Fact]
    public async Task Silos_of_two_clusters_never_share_a_port()
    {
        var (one, other) = (Builder(), Builder());
        using var host = one.Build();
        using var otherHost = other.Build();
        var listeners = Listeners(one.Services, host.Services);
        Assert.Equal(2, listeners.Length); // for silos, for frontends
        foreach (var (first, second) in listeners.Zip(Listeners(other.Services, otherHost.Services)))
        {
            var endpoint = new IPEndPoint(IPAddress.Loopback, FixedPort.Take());
            await using (await first.BindAsync(endpoint))
            {
                await Assert.ThrowsAsync<AddressInUseException>(() => second.BindAsync(endpoint).AsTask());
            }

            await using var after = await second.BindAsync(endpoint);
        }
    }

    [Fact]
    public async Task Of_many_that_want_a_port_at_once_one_gets_it()
    {
        var builder = Builder();
        using var host = builder.Build();
        var listeners = Listeners(builder.Services, host.Services)[0];
        for (var round = 0; round < 50; round++)
        {
            var endpoint = new IPEndPoint(IPAddress.Loopback, FixedPort.Take());
            var bound = await Task.WhenAll(
                Enumerable.Range(0, 8).Select(_ => Task.Run(() => TryBindAsync(listeners, endpoint))));

            await using var winner = Assert.Single(bound, listener => listener is not null);
        }
    }

    /// <summary>What a process with grains registers; it is never started.</summary>
    private static HostApplicationBuilder Builder()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddGrainRuntime(new SiloOptions { ConnectionString = "Host=nowhere", DataFolder = "" });
        return builder;
    }

    private static async Task<IConnectionListener?> TryBindAsync(
        IConnectionListenerFactory listeners, EndPoint endpoint)
    {
        try
        {
            return await listeners.BindAsync(endpoint);
        }
        catch (AddressInUseException)
        {
            return null;
        }
    }

    private static IConnectionListenerFactory[] Listeners(IServiceCollection services, IServiceProvider provider) =>
    [
        .. services
            .Where(one => one.ServiceType == typeof(IConnectionListenerFactory) && one.IsKeyedService)
            .Select(one => provider.GetRequiredKeyedService<IConnectionListenerFactory>(one.ServiceKey)),
    ];
}
