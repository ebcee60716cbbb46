using System.Globalization;
using OrleansChat.Silo.Embedded.Model;

namespace OrleansChat.Silo.Embedded;

/// <summary>Hands out typed references. Making one touches nothing: the grain is activated by its first call.</summary>
internal sealed class GrainFactory(IServiceProvider services, GrainModel model, Catalog catalog) : IClusterClient
{
    public IServiceProvider ServiceProvider => services;

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        Make<TGrainInterface>(primaryKey.ToString("X", CultureInfo.InvariantCulture), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey); // as Orleans does
        return Make<TGrainInterface>(primaryKey, grainClassNamePrefix);
    }

    private TGrainInterface Make<TGrainInterface>(string key, string? prefix)
    {
        if (prefix is not null)
        {
            throw new NotSupportedException("The embedded runtime has one class per grain interface, and no prefixes.");
        }

        return (TGrainInterface)(object)model.Find(typeof(TGrainInterface)).MakeReference(catalog, key);
    }
}
