using System.Collections.Concurrent;
using Orleans.Metadata;
using Orleans.Runtime;
using Orleans.Serialization.TypeSystem;

namespace OrleansChat.Silo.Cluster;

/// <summary>Remembers how Orleans names each grain interface. Without it every reference to a grain is preceded by a
/// look at the interface's attributes, which costs a login more than a grain call.</summary>
/// <remarks>Must be registered before the providers of Orleans: the first that answers is believed.</remarks>
internal sealed class RememberedInterfaces : IGrainInterfaceTypeProvider
{
    private readonly ConcurrentDictionary<Type, GrainInterfaceType> _names = new();
    private readonly Func<Type, GrainInterfaceType> _find;

    public RememberedInterfaces(IServiceProvider services, TypeConverter converter)
    {
        var resolver = new GrainInterfaceTypeResolver([new AttributeGrainInterfaceTypeProvider(services)], converter);
        _find = resolver.GetGrainInterfaceType;
    }

    /// <inheritdoc/>
    public bool TryGetGrainInterfaceType(Type type, out GrainInterfaceType grainInterfaceType)
    {
        grainInterfaceType = _names.GetOrAdd(type, _find);
        return true;
    }
}
