using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;
using OrleansChat.Conversations;

namespace OrleansChat.Silo.Cluster;

/// <summary>Lets a database that does not answer reach every caller as <see cref="LogUnavailableException"/>: in this
/// process, from another silo, and at a client.</summary>
internal static class DatabaseFaultsExtensions
{
    /// <summary>Guards the grain storage that was added last under a name.</summary>
    /// <param name="services">Services of a silo.</param>
    /// <param name="name">The name of the storage.</param>
    public static IServiceCollection GuardGrainStorage(this IServiceCollection services, string name)
    {
        var storage = services.Last(one => one.ServiceType == typeof(IGrainStorage) && name.Equals(one.ServiceKey));
        services.Remove(storage);
        return services.AddKeyedSingleton<IGrainStorage>(
            name,
            (provider, key) => new GuardedGrainStorage(
                (IGrainStorage)storage.KeyedImplementationFactory!(provider, key)));
    }

    /// <summary>Lets exceptions of Npgsql, which stand within others as the cause, cross between processes.</summary>
    /// <param name="services">Services of a silo or of a client.</param>
    public static IServiceCollection AddDatabaseFaults(this IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(
            options => options.SupportedExceptionTypeFilter = static type => type.Namespace is nameof(Npgsql));
}
