using System.Reflection;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Architecture;

public sealed class DependencyTests
{
    private static readonly Assembly Contracts = typeof(ChatError).Assembly;
    private static readonly Assembly Grains = typeof(IMessageLog).Assembly;

    [Fact]
    public void Contracts_reference_no_project_of_ours() =>
        Assert.DoesNotContain(References(Contracts), name => name is "Grains" or "Silo" or "WebFrontend");

    [Fact]
    public void Grains_know_neither_databases_nor_the_web() =>
        Assert.DoesNotContain(
            References(Grains),
            name => name.StartsWith("Npgsql", StringComparison.Ordinal)
                || name.StartsWith("System.Data", StringComparison.Ordinal)
                || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                || name.StartsWith("System.Net", StringComparison.Ordinal)
                || name is "Silo" or "WebFrontend");

    [Theory]
    [InlineData("Gateway")]
    [InlineData("Protocols")]
    public void Sockets_and_protocols_know_contracts_and_no_silo(string folder) => // Hosting and Program put things together
        Assert.Empty(Mentions($"WebFrontend/{folder}", "OrleansChat.Silo"));

    [Theory]
    [InlineData("Gateway")]
    [InlineData("Protocols")]
    public void Sockets_and_protocols_name_no_type_of_the_grains(string folder)
    {
        // Contracts and grains share namespaces, so what counts is whether a name is defined in Grains and nowhere
        // else.
        var contracts = Contracts.GetTypes().Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        var internals = Grains.GetTypes()
            .Where(type => type.Namespace?.StartsWith("OrleansChat", StringComparison.Ordinal) is true && !type.IsNested)
            .Select(type => type.Name)
            .Where(name => name.EndsWith("Grain", StringComparison.Ordinal) || name.EndsWith("Rules", StringComparison.Ordinal)
                || name.EndsWith("Store", StringComparison.Ordinal) || name is nameof(IMessageLog) or nameof(IMessageIds))
            .Where(name => !contracts.Contains(name));

        Assert.Empty(internals.SelectMany(name => Mentions($"WebFrontend/{folder}", name)));
    }

    [Fact]
    public void The_gateway_knows_no_protocol() =>
        Assert.Empty(Mentions("WebFrontend/Gateway", "OrleansChat.WebFrontend.Protocols"));

    [Theory]
    [InlineData("Silo/Embedded", "Silo.Cluster")]
    [InlineData("Silo/Cluster", "Silo.Embedded")]
    public void The_two_runtimes_know_nothing_of_each_other(string folder, string other) =>
        Assert.Empty(Mentions(folder, other));

    [Theory]
    [InlineData("Grains.Interfaces")]
    [InlineData("Grains")]
    [InlineData("Silo")]
    [InlineData("WebFrontend")]
    public void Nothing_knows_the_tests(string project) => Assert.Empty(Mentions(project, "OrleansChat.Tests"));

    private static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

    private static IEnumerable<string> Mentions(string folder, string name) =>
        from file in RepositoryRoot.CSharpFiles(folder)
        where SourceText.Mentions(File.ReadAllText(file), name)
        select $"{RepositoryRoot.Relative(file)} mentions {name}";
}
