using OrleansChat.Silo.Embedded.Calls;

namespace OrleansChat.Silo.Embedded.Model;

/// <summary>All grain classes and interfaces of a host, checked.</summary>
internal sealed class GrainModel
{
    private readonly Dictionary<Type, GrainInterface> _interfaces = [];

    private GrainModel(IEnumerable<Type> classes)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in classes)
        {
            GrainRules.CheckClass(type);
            var grainClass = new GrainClass(type);
            Classes.Add(grainClass);
            if (!names.Add(grainClass.GrainType.Value))
            {
                throw new NotSupportedException($"Two grain classes are named {grainClass.GrainType}.");
            }

            foreach (var one in type.GetInterfaces().Where(GrainRules.IsGrainInterface))
            {
                Add(one, grainClass);
            }
        }
    }

    public List<GrainClass> Classes { get; } = [];

    /// <exception cref="NotSupportedException">A grain asks for what the runtime does not do; the text names
    /// both.</exception>
    public static GrainModel Of(IEnumerable<GrainAssembly> assemblies) => new(assemblies
        .Select(one => one.Assembly)
        .Distinct()
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type is { IsClass: true, IsAbstract: false } && IsGrain(type))
        .OrderBy(type => type.FullName, StringComparer.Ordinal));

    /// <summary>The same from a list of classes.</summary>
    public static GrainModel Of(params Type[] classes) => new(classes);

    public GrainInterface Find(Type type) => _interfaces.TryGetValue(type, out var found)
        ? found
        : throw new ArgumentException($"No grain class implements {type.Name}.", nameof(type));

    private static bool IsGrain(Type type) =>
        typeof(IGrainBase).IsAssignableFrom(type) || typeof(IGrain).IsAssignableFrom(type)
            && !typeof(GrainReference).IsAssignableFrom(type);

    private void Add(Type type, GrainClass grainClass)
    {
        GrainRules.CheckInterface(type);
        var methods = InterfaceMethods.Of(type).Select(method => InterfaceMethods.Describe(type, method)).ToArray();
        if (!_interfaces.TryAdd(type, new GrainInterface(type, grainClass, methods, ReferenceEmitter.MakerOf(type))))
        {
            throw new NotSupportedException($"Two grain classes implement {type.Name}.");
        }
    }
}
