using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansChat.Silo.Settings;
using OrleansChat.WebFrontend;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Settings;
using OrleansChat.WebFrontend.Hosting;

namespace OrleansChat.Tests.Hosting;

public sealed class ChatOptionsReaderTests
{
    [Fact]
    public void Without_settings_it_is_production_on_the_documented_loopback_addresses()
    {
        var options = Read();

        Assert.Equal(SecurityMode.Production, options.Mode);
        string[] known =
        [
            "Chat33 127.0.0.1:8090", "Friend 127.0.0.1:8080", "Im 127.0.0.1:8093", "Im 127.0.0.1:6666",
            "Portal 127.0.0.1:8000", "Admin 127.0.0.1:8001",
        ];
        var protocols = ProtocolCatalog.All.Select(protocol => protocol.Name).ToArray();
        Assert.Equal(
            known.Where(line => protocols.Append("Portal").Append("Admin").Contains(line.Split(' ')[0])),
            options.Listeners.Select(listener => $"{listener.Name} {listener.EndPoint}"));
        Assert.Null(options.ConnectionString);
        Assert.Equal(Path.GetFullPath("data"), options.Data);
        Assert.Equal(20, options.FramesPerSecond);
        Assert.Equal("Asia/Shanghai", options.TimeZone.Id);
        Assert.Equal((true, false), (options.HasDemoAccounts, options.AllowsUnsafeDurability));
        Assert.Empty(options.AllowedOrigins);
        Assert.Empty(options.StaffMobiles);
        Assert.True(options.HasQuotas);
        Assert.True(options.ForGrains("").RequiresFriend);
    }

    [Fact]
    public void Without_a_token_each_start_makes_up_a_long_one()
    {
        var (one, other) = (Read(), Read());

        Assert.True(one.IsAdminTokenRandom);
        Assert.Equal(32, one.AdminToken.Length);
        Assert.NotEqual(one.AdminToken, other.AdminToken);
    }

    [Theory]
    [InlineData("Chat:Portal:Url", "nonsense")]
    [InlineData("Chat:Portal:Url", "https://127.0.0.1:8000")]
    [InlineData("Chat:Admin:Url", "http://chat.example:8001")]
    [InlineData("Chat:Admin:Url", "http://127.0.0.1:8001/admin")]
    [InlineData("Chat:Protocols:Chat33:Url", "http://127.0.0.1:99999")]
    [InlineData("Chat:Protocols:Chat33:Enabled", "yes")]
    [InlineData("Chat:Security:Mode", "Staging")]
    [InlineData("Chat:Security:Mode", "2")]
    [InlineData("Chat:Security:Key", "too short")]
    [InlineData("Chat:Admin:Token", "short")]
    [InlineData("Chat:Sms:FixedCode", "123456")]
    [InlineData("Chat:TimeZone", "Mars/Olympus")]
    [InlineData("Chat:RateLimit:FramesPerSecond", "-1")]
    [InlineData("Chat:RateLimit:FramesPerSecond", "many")]
    [InlineData("Chat:RateLimit:FramesPerSecond", "1.5")]
    [InlineData("Chat:Drain:Pause", "5 s")]
    [InlineData("Chat:Drain:Pause", "5")]
    [InlineData("Chat:Cluster:Mode", "Silo")]
    [InlineData("Chat:Cluster:Address", "0.0.0.0")]
    [InlineData("Chat:Cluster:Address", "a-host")]
    [InlineData("Chat:Cluster:SiloPort", "65536")]
    [InlineData("Chat:Cluster:GatewayPort", "-1")]
    [InlineData("Chat:Cluster:ResponseTimeout", "00:00:00")]
    [InlineData("Chat:Delivery:StreamProvider", "Carrier pigeon")]
    [InlineData("Chat:Drain:Pause", "-00:00:01")]
    [InlineData("Chat:Drain:Pause", "00:10:01")]
    [InlineData("Chat:DemoAccounts", "1")]
    [InlineData("Chat:Storage:AllowUnsafeDurability", "on")]
    public void A_value_that_cannot_be_used_is_one_line_that_begins_with_its_name(string key, string value)
    {
        var line = Assert.Single(Faults((key, value)));

        Assert.StartsWith(key + ": ", line, StringComparison.Ordinal);
    }

    [Fact]
    public void All_bad_values_are_listed_at_once()
    {
        (string Key, string Value)[] bad =
        [
            ("Chat:Security:Mode", "Staging"),
            ("Chat:Portal:Url", "nonsense"),
            ("Chat:TimeZone", "Mars/Olympus"),
            ("Chat:RateLimit:FramesPerSecond", "many"),
            ("Chat:DemoAccounts", "perhaps"),
            ("Chat:Admin:Token", "short"),
            ("Chat:Security:Key", "short"),
            ("Chat:Sms:FixedCode", "1"),
        ];

        var named = Faults(bad).Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)]);

        Assert.Equal(bad.Select(setting => setting.Key).Order(), named.Order());
    }

    [Theory]
    [InlineData("Chat:Security:Key", "a secret key")]
    [InlineData("Chat:Admin:Token", "secret!")]
    public void A_bad_secret_is_not_printed(string key, string value) =>
        Assert.DoesNotContain(value, Assert.Single(Faults((key, value))), StringComparison.Ordinal);

    [Theory]
    [InlineData("Chat:Portal:Url", "http://0.0.0.0:8000")]
    [InlineData("Chat:Portal:Url", "http://*:8000")]
    [InlineData("Chat:Admin:Url", "http://192.0.2.1:8001")]
    [InlineData("Chat:Protocols:Chat33:Url", "http://[::]:8090")]
    public void Development_is_refused_on_an_address_that_others_reach(string key, string value)
    {
        var line = Assert.Single(Faults(("Chat:Security:Mode", "Development"), (key, value)));

        Assert.Contains("loopback", line, StringComparison.Ordinal);
        Assert.Equal(SecurityMode.Production, Read((key, value)).Mode);
    }

    [Fact]
    public void Two_listeners_of_one_address_are_refused_unless_the_port_is_any_free_one()
    {
        Assert.Contains(
            "127.0.0.1:8000", Assert.Single(Faults(("Chat:Admin:Url", "http://localhost:8000"))), StringComparison.Ordinal);
        Read(("Chat:Admin:Url", "http://127.0.0.1:0"), ("Chat:Portal:Url", "http://127.0.0.1:0"));
    }

    [Fact]
    public void A_protocol_that_is_off_has_no_listener() => Assert.Equal(
        ["Portal", "Admin"],
        Read([.. ProtocolCatalog.All.Select(protocol => ($"Chat:Protocols:{protocol.Name}:Enabled", "false"))])
            .Listeners.Select(listener => listener.Name));

    [Fact]
    public void A_node_that_others_reach_needs_the_key_that_they_all_have()
    {
        Assert.StartsWith(
            "Chat:Security:Key: ", Assert.Single(Faults(("Chat:Cluster:Address", "192.0.2.1"))), StringComparison.Ordinal);

        var options = Read(("Chat:Cluster:Address", "192.0.2.1"), ("Chat:Security:Key", new string('k', 32)));
        Assert.Equal(IPAddress.Parse("192.0.2.1"), options.Node.Address);
    }

    [Fact]
    public void Good_values_are_taken()
    {
        var options = Read(
            ("Chat:Security:Mode", "development"),
            ("Chat:Sms:FixedCode", "123456"),
            ("Chat:Staff", "13800000001, 13800000002"),
            ("Chat:Security:AllowedOrigins", "https://a.example,https://b.example"),
            ("Chat:Portal:Url", "http://[::1]:9000"),
            ("Chat:Bridge:RequireFriendFor002", "false"),
            ("Chat:RateLimit:FramesPerSecond", "0"));

        Assert.False(options.ForGrains("").RequiresFriend);
        Assert.Equal(SecurityMode.Development, options.Mode);
        Assert.False(options.HasQuotas);
        Assert.Equal("123456", options.FixedCaptcha);
        Assert.Equal(["13800000001", "13800000002"], options.StaffMobiles.Order());
        Assert.Equal(["https://a.example", "https://b.example"], options.AllowedOrigins.Order());
        Assert.Equal(new IPEndPoint(IPAddress.IPv6Loopback, 9000), options.Listeners.Single(one => one.Name == "Portal").EndPoint);
        Assert.Equal(0, options.FramesPerSecond);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8090", 1)]
    [InlineData("http://192.0.2.1:8090", 1)]
    [InlineData("http://172.32.0.1:8090", 1)]
    [InlineData("http://172.16.0.1:8090", 0)]
    [InlineData("http://10.0.0.1:8090", 0)]
    [InlineData("http://192.168.1.1:8090", 0)]
    [InlineData("http://[fd00::1]:8090", 0)]
    [InlineData("http://127.0.0.1:8090", 0)]
    public void Who_believes_a_network_listens_on_no_public_address(string url, int faults)
    {
        (string, string)[] settings = [("Chat:Security:Mode", "TrustedNetwork"), ("Chat:Protocols:Chat33:Url", url)];

        if (faults == 0)
        {
            Assert.Equal(SecurityMode.TrustedNetwork, Read(settings).Mode);
        }
        else
        {
            Assert.StartsWith(
                "Chat:Security:Mode: TrustedNetwork ", Assert.Single(Faults(settings)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_protocol_reads_its_own_settings()
    {
        var protocol = new OptionsProtocol();
        var read = new ChatOptionsReader(Configuration(("Chat:Own:Url", "https://own.example/"))).Read([protocol]);

        Assert.Equal("https://own.example", Assert.Single(read.ProtocolOptions).ImplementationInstance);
        Assert.Equal(
            "Chat:Own:Url: 'ftp://own' is no address such as https://chat.example.org",
            Assert.Throws<UnusableSettingsException>(
                () => new ChatOptionsReader(Configuration(("Chat:Own:Url", "ftp://own"))).Read([protocol])).Message);
        Assert.Empty(new ChatOptionsReader(Configuration(
            ("Chat:Own:Url", "ftp://own"), ("Chat:Protocols:Own:Enabled", "false"))).Read([protocol]).ProtocolOptions);
    }

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();

    private static ChatOptions Read(params (string Key, string Value)[] settings) =>
        new ChatOptionsReader(Configuration(settings)).Read(ProtocolCatalog.All);

    private static string[] Faults(params (string Key, string Value)[] settings) =>
        Assert.Throws<UnusableSettingsException>(() => Read(settings)).Message.Split(Environment.NewLine);

    private sealed class OptionsProtocol : IChatProtocol
    {
        public string Name => "Own";

        public IReadOnlyList<ListenerDefault> Listeners => [];

        public void AddOptions(IProtocolSettings settings, IServiceCollection services) =>
            services.AddSingleton(settings.PublicUrl("Chat:Own:Url") ?? "");

        public void AddServices(IServiceCollection services)
        {
        }

        public void Map(IEndpointRouteBuilder routes)
        {
        }
    }
}
