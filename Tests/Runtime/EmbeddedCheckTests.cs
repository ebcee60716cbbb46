using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansChat.Silo.Embedded.Model;

namespace OrleansChat.Tests.Runtime;

/// <summary>An activation is no scope: a service that lives for one is refused before anybody could get a shared
/// one.</summary>
public sealed class EmbeddedCheckTests
{
    [Theory]
    [InlineData(ServiceLifetime.Scoped)]
    [InlineData(ServiceLifetime.Transient)]
    public async Task A_grain_that_asks_for_a_service_that_is_no_singleton_is_refused(ServiceLifetime lifetime)
    {
        var fault = await Assert.ThrowsAsync<NotSupportedException>(() => CheckAsync(lifetime, "own"));
        Assert.Contains("CarefulGrain asks for Pen", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Singletons_and_open_generic_ones_are_welcome() => CheckAsync(ServiceLifetime.Singleton, "own");

    [Fact]
    public Task The_lifetime_of_a_service_under_another_key_says_nothing() => CheckAsync(ServiceLifetime.Scoped, "other");

    private static async Task CheckAsync(ServiceLifetime lifetime, string key)
    {
        IServiceCollection services = new ServiceCollection();
        services.AddLogging();
        services.Add(new ServiceDescriptor(typeof(Pen), key, typeof(Pen), lifetime));
        await using var provider = services.BuildServiceProvider();
        await new GrainCheck(GrainModel.Of([typeof(CarefulGrain)]), provider, services).StartAsync(CancellationToken.None);
    }

    public interface ICarefulGrain : Orleans.IGrainWithIntegerKey
    {
        Task WriteAsync();
    }

    internal sealed class Pen;

    internal sealed class CarefulGrain([FromKeyedServices("own")] Pen pen, ILogger<Pen> logger) : Orleans.Grain, ICarefulGrain
    {
        public object Pen { get; } = pen;

        public ILogger Logger { get; } = logger;

        public Task WriteAsync() => Task.CompletedTask;
    }
}
