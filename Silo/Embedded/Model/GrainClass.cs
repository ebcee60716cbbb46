using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace OrleansChat.Silo.Embedded.Model;

/// <summary>A grain class: its name, its constructor and its live activations.</summary>
internal sealed class GrainClass
{
    private readonly ConstructorInvoker _constructor;
    private readonly GrainParameter[] _parameters;
    private long _callsOfRetired;

    public GrainClass(Type type)
    {
        Type = type;
        GrainType = new GrainType(NameOf(type));
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        var constructor = GrainRules.SingleConstructorOf(type);
        _constructor = ConstructorInvoker.Create(constructor);
        _parameters = [.. constructor.GetParameters().Select(parameter => new GrainParameter(type, parameter))];
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    public IReadOnlyList<GrainParameter> Parameters => _parameters;

    /// <summary>By key, as text. The catalog adds; an activation takes itself out or puts its successor in.</summary>
    public ConcurrentDictionary<string, Activation> Activations { get; } = new(StringComparer.Ordinal);

    public long Calls => Interlocked.Read(ref _callsOfRetired) + Activations.Values.Sum(static live => live.Calls);

    public void Retire(Activation activation) => Interlocked.Add(ref _callsOfRetired, activation.Calls);

    public object Construct(IServiceProvider services, GrainId id, ICollection<IStateFacet> facets)
    {
        var arguments = new object?[_parameters.Length];
        for (var index = 0; index < arguments.Length; index++)
        {
            arguments[index] = _parameters[index].Resolve(services, id);
            if (arguments[index] is IStateFacet facet)
            {
                facets.Add(facet);
            }
        }

        return _constructor.Invoke(arguments.AsSpan());
    }

    /// <summary>Orleans' default: the name of the class in lower case, without the word grain at its end.</summary>
    private static string NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } named)
        {
            return named.GrainType;
        }

#pragma warning disable CA1308 // the name is an identifier that Orleans defines in lower case
        var name = type.Name.ToLowerInvariant();
#pragma warning restore CA1308
        return name.EndsWith("grain", StringComparison.Ordinal) && name.Length > 5 ? name[..^5] : name;
    }
}
