using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace OrleansChat.Tests.Support;

/// <summary>Settings without a value that remember which were asked for.</summary>
internal sealed class AskedSettings : IConfiguration
{
    public SortedSet<string> Names { get; } = new(StringComparer.Ordinal);

    public string? this[string key]
    {
        get
        {
            Names.Add(key);
            return null;
        }

        set => throw new NotSupportedException();
    }

    public IEnumerable<IConfigurationSection> GetChildren() => throw new NotSupportedException();

    public IChangeToken GetReloadToken() => throw new NotSupportedException();

    public IConfigurationSection GetSection(string key) => throw new NotSupportedException();
}
