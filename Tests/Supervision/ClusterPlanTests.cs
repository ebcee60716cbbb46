using Microsoft.Extensions.Configuration;
using OrleansChat.Silo.Settings;
using OrleansChat.WebFrontend;
using OrleansChat.WebFrontend.Hosting;
using OrleansChat.WebFrontend.Supervision;

namespace OrleansChat.Tests.Supervision;

public sealed class ClusterPlanTests
{
    [Fact]
    public void The_first_frontend_has_the_documented_ports_and_the_others_the_next_free_ones()
    {
        var (silos, frontends) = ClusterPlan.Make(Options(), new ClusterSize(2, 3), new SettingsReader(Empty()));

        Assert.Equal(["frontend-1", "frontend-2", "frontend-3"], frontends.Select(node => node.Name));
        Assert.Equal([8090, 8091, 8092], frontends.Select(node => Port(node, "Chat33")));
        Assert.Equal([8000, 8002, 8004], frontends.Select(node => Port(node, "Portal")));
        Assert.Equal([8001, 8003, 8005], frontends.Select(node => Port(node, "Admin")));
        Assert.Equal([8006, 8007], silos.Select(node => Port(node, "Admin")));
        Assert.Equal([8000, 8002, 8004], frontends.Select(node => node.Health.Port));
        Assert.Equal([8006, 8007], silos.Select(node => node.Health.Port));
    }

    [Fact]
    public void Every_process_is_told_its_part()
    {
        var (silos, frontends) = ClusterPlan.Make(Options(), new ClusterSize(2, 2), new SettingsReader(Empty()));

        Assert.Equal(["11111", "11112"], silos.Select(node => node.Settings["Chat:Cluster:SiloPort"]));
        Assert.Equal(["30000", "30001"], silos.Select(node => node.Settings["Chat:Cluster:GatewayPort"]));
        Assert.All(silos, node => Assert.Equal("CoHosted", node.Settings["Chat:Cluster:Mode"]));
        Assert.All(frontends, node => Assert.Equal("Client", node.Settings["Chat:Cluster:Mode"]));
        Assert.Equal(
            ["http://127.0.0.1:8090", "http://127.0.0.1:8091"],
            frontends.Select(node => node.Settings["Chat:Protocols:Chat33:Url"]));
        Assert.Equal([false, true], frontends.Select(node => node.Settings.ContainsKey("Chat:DemoAccounts")));
    }

    [Fact]
    public void Ports_cannot_be_counted_from_any_free_one()
    {
        var settings = new SettingsReader(Empty());
        ClusterPlan.Make(Options(("Chat:Portal:Url", "http://127.0.0.1:0")), new ClusterSize(1, 1), settings);

        Assert.StartsWith(
            "Chat:Portal:Url: ", Assert.Throws<UnusableSettingsException>(settings.ThrowIfFaulty).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_options_it_is_one_process() => Assert.Null(ClusterSize.Read(Empty()));

    private static int Port(NodePlan node, string title) =>
        node.Addresses.Single(address => address.Title == title).Address.Port;

    private static ChatOptions Options(params (string Key, string Value)[] settings) =>
        new ChatOptionsReader(Configuration(settings)).Read(ProtocolCatalog.All);

    private static IConfiguration Empty() => Configuration();

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
        .Build();
}
