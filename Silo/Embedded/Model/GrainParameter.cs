using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using OrleansChat.Silo.Storage;

namespace OrleansChat.Silo.Embedded.Model;

/// <summary>Where one constructor argument of a grain comes from.</summary>
internal sealed class GrainParameter
{
    private readonly ParameterInfo _parameter;
    private readonly object? _serviceKey;
    private readonly bool _isKeyed;
    private readonly ConstructorInvoker? _makeFacet;
    private readonly string _stateName = "";

    public GrainParameter(Type grainClass, ParameterInfo parameter)
    {
        _parameter = parameter;
        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
        {
            _isKeyed = true;
            _serviceKey = keyed.Key;
        }

        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
        {
            var stateType = GrainRules.StateTypeOf(grainClass, parameter);
            var facet = typeof(PersistentState<>).MakeGenericType(stateType).GetConstructors().Single();
            _makeFacet = ConstructorInvoker.Create(facet);
            _stateName = state.StateName;
            StorageName = state.StorageName ?? DefaultStorage;
        }
    }

    /// <summary>Orleans' name for the storage that is not named.</summary>
    public const string DefaultStorage = "Default";

    /// <summary>The storage of a state, or null when the parameter is none.</summary>
    public string? StorageName { get; }

    /// <summary>Whether what the container is told there is what this parameter gets.</summary>
    public bool IsServedBy(ServiceDescriptor service)
    {
        var wanted = _parameter.ParameterType;
        return Equals(service.ServiceKey, _serviceKey)
            && (service.ServiceType == wanted
                || (wanted.IsConstructedGenericType && service.ServiceType == wanted.GetGenericTypeDefinition()));
    }

    public object? Resolve(IServiceProvider services, GrainId id)
    {
        if (_makeFacet is not null)
        {
            return _makeFacet.Invoke(_stateName, id, StoreOf(services));
        }

        if (_isKeyed)
        {
            return services.GetRequiredKeyedService(_parameter.ParameterType, _serviceKey);
        }

        return services.GetService(_parameter.ParameterType) ?? Fallback(services);
    }

    public IGrainStateStore StoreOf(IServiceProvider services) =>
        services.GetKeyedService<IGrainStateStore>(StorageName)
        ?? (StorageName == DefaultStorage
            ? services.GetRequiredService<IGrainStateStore>()
            : throw new NotSupportedException($"No grain storage is named {StorageName}."));

    private object? Fallback(IServiceProvider services) => _parameter.HasDefaultValue
        ? _parameter.DefaultValue
        : services.GetRequiredService(_parameter.ParameterType);
}
