using OrleansChat.Silo.Embedded.Calls;

namespace OrleansChat.Silo.Embedded.Model;

/// <summary>A grain interface, the class behind it and the maker of its references.</summary>
internal sealed class GrainInterface(
    Type type, GrainClass grainClass, MethodContract[] methods, ReferenceMaker makeReference)
{
    public Type Type { get; } = type;

    public GrainClass Class { get; } = grainClass;

    /// <summary>In the order of <see cref="InterfaceMethods.Of"/>: emitted code names a method by its index.</summary>
    public MethodContract[] Methods { get; } = methods;

    public GrainReference MakeReference(Catalog catalog, string key) => makeReference(catalog, this, key);
}
