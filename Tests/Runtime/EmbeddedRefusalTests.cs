using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Runtime;
using OrleansChat.Silo.Embedded.Model;
using OrleansChat.Tests.Runtime.Grains;

namespace OrleansChat.Tests.Runtime;

/// <summary>What the embedded runtime does not do, it refuses by name.</summary>
public sealed class EmbeddedRefusalTests
{
    public interface IPlainGrain : IGrainWithIntegerKey
    {
        Task AskAsync();
    }

    public interface IStreamingGrain : IGrainWithIntegerKey
    {
        IAsyncEnumerable<int> ListAsync();
    }

    public interface IGenericMethodGrain : IGrainWithIntegerKey
    {
        Task AskAsync<T>(T value);
    }

    public interface IVoidGrain : IGrainWithIntegerKey
    {
        void Tell();
    }

    public interface IOneWayResultGrain : IGrainWithIntegerKey
    {
        [OneWay]
        Task<int> TellAsync();
    }

    public interface IRefGrain : IGrainWithIntegerKey
    {
        Task AskAsync(ref int value);
    }

    public interface IPropertyGrain : IGrainWithIntegerKey
    {
        int Total { get; }
    }

    internal interface IHiddenGrain : IGrainWithIntegerKey
    {
        Task AskAsync();
    }

    public interface INoKeyGrain : IGrain
    {
        Task AskAsync();
    }

    [Theory]
    [InlineData(typeof(Worker), "[StatelessWorker]")]
    [InlineData(typeof(Choosy), "[MayInterleave]")]
    [InlineData(typeof(Misplaced), "[ReadOnly]")]
    [InlineData(typeof(Generic<>), "is generic")]
    [InlineData(typeof(TwoConstructors), "constructor")]
    [InlineData(typeof(StateWithoutDefault), "parameterless")]
    [InlineData(typeof(WrongFacet), "IPersistentState")]
    public void A_grain_class_is_refused_by_name(Type grain, string what)
    {
        var refusal = Assert.Throws<NotSupportedException>(() => GrainModel.Of(grain));

        Assert.Contains(grain.Name, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(IStreamingGrain), "IAsyncEnumerable")]
    [InlineData(typeof(IGenericMethodGrain), "generic method")]
    [InlineData(typeof(IVoidGrain), "void method")]
    [InlineData(typeof(IOneWayResultGrain), "[OneWay]")]
    [InlineData(typeof(IRefGrain), "ref or out")]
    [InlineData(typeof(IPropertyGrain), "property")]
    [InlineData(typeof(IHiddenGrain), "not public")]
    [InlineData(typeof(INoKeyGrain), "kind of key")]
    public void A_grain_interface_is_refused_by_name(Type contract, string what)
    {
        var refusal = Assert.Throws<NotSupportedException>(() => GrainRules.CheckInterface(contract));

        Assert.Contains(contract.Name, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_classes_behind_one_interface_are_refused() =>
        Assert.Throws<NotSupportedException>(() => GrainModel.Of(typeof(Plain), typeof(OtherPlain)));

    [Fact]
    public void Names_of_grain_types_are_those_of_Orleans()
    {
        Assert.Equal("plain", new GrainClass(typeof(Plain)).GrainType.Value);
        Assert.Equal("fragile", new GrainClass(typeof(FragileGrain)).GrainType.Value);
        Assert.Equal("chosen", new GrainClass(typeof(OtherPlain)).GrainType.Value);
    }

    [Fact]
    public void Every_grain_of_the_product_is_accepted() =>
        Assert.NotEmpty(GrainModel.Of([new GrainAssembly(Assembly.Load("Grains"))]).Classes);

    [Fact]
    public async Task An_interface_without_a_class_is_refused_at_the_reference()
    {
        await using var host = await EmbeddedGrainHost.StartAsync();

        Assert.Throws<ArgumentException>(() => host.Grains.GetGrain<IPlainGrain>(1));
    }

    private class Plain : Grain, IPlainGrain
    {
        public Task AskAsync() => Task.CompletedTask;
    }

    [GrainType("chosen")]
    private sealed class OtherPlain : Plain;

    [StatelessWorker]
    private sealed class Worker : Plain;

    [MayInterleave("Choose")]
    private sealed class Choosy : Plain;

    private sealed class Misplaced : Grain, IPlainGrain
    {
        [ReadOnly]
        public Task AskAsync() => Task.CompletedTask;
    }

    private sealed class Generic<T> : Plain;

    private sealed class TwoConstructors : Plain
    {
        public TwoConstructors()
        {
        }

        public TwoConstructors(IServiceProvider services) => Services = services;

        public IServiceProvider? Services { get; }
    }

    private sealed class StateWithoutDefault([PersistentState("s")] IPersistentState<string> state) : Plain
    {
        public IPersistentState<string> State { get; } = state;
    }

    private sealed class WrongFacet([PersistentState("s")] IServiceScopeFactory state) : Plain
    {
        public IServiceScopeFactory State { get; } = state;
    }
}
