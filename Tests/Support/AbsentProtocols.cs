using OrleansChat.WebFrontend;
using OrleansChat.WebFrontend.Gateway.Bridges;

namespace OrleansChat.Tests.Support;

/// <summary>Protocols that were taken out: their folder and their line in the catalogue. Pages and deployment files may
/// still speak of them.</summary>
internal static class AbsentProtocols
{
    /// <summary>Names in settings that differ from the protocol's own.</summary>
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal) { ["Friend"] = "Djs" };

    public static IReadOnlyList<string> Names { get; } =
    [
        .. BridgeTable.Rows.SelectMany(row => new[] { row.From, row.To }).Distinct(StringComparer.Ordinal)
            .Except(ProtocolCatalog.All.Select(protocol => protocol.Name), StringComparer.Ordinal),
    ];

    /// <summary>Whether a setting, as an environment variable, is one of theirs.</summary>
    public static bool Own(string setting) => Names.Any(name =>
        setting.Contains($"__{name}__", StringComparison.Ordinal)
        || (OtherNames.TryGetValue(name, out var other) && setting.Contains($"__{other}__", StringComparison.Ordinal)));

    /// <summary>Whether a link leads into the folder of one of them.</summary>
    public static bool HoldsLink(string link) =>
        Names.Any(name => link.Contains($"WebFrontend/Protocols/{name}/", StringComparison.Ordinal));
}
