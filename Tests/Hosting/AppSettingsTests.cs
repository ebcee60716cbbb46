using Microsoft.Extensions.Configuration;
using OrleansChat.Silo.Settings;
using OrleansChat.WebFrontend.Gateway.Identity;
using OrleansChat.WebFrontend.Hosting;

namespace OrleansChat.Tests.Hosting;

public sealed class AppSettingsTests
{
    private const string Secret = "a secret that is long enough: 32";

    [Fact]
    public void Each_key_has_its_tenant() => Assert.Equal(
        [new AppTenant("one", "公司", "shop"), new AppTenant("two-2", "公司", "shop")],
        Read(
            ("Apps", "one, two-2"),
            ("App:one:Secret", Secret), ("App:one:Company", "公司"), ("App:one:App", "shop"),
            ("App:two-2:Secret", Secret + "!"), ("App:two-2:Company", "公司"), ("App:two-2:App", "shop"))
            .Select(key => key.Tenant));

    [Fact]
    public void There_is_none_by_itself() => Assert.Empty(Read());

    [Theory]
    [InlineData("Apps", "one,ONE", "Chat:Security:Apps: one stands twice")]
    [InlineData("Apps", "o:ne", "Chat:Security:Apps: 'o:ne' is not 1 to 64 letters, digits, - and _")]
    [InlineData("App:one:Secret", "a secret that is not long enough", null)]
    [InlineData("App:one:Secret", "a secret too short", "Chat:Security:App:one:Secret: at least 32 characters")]
    [InlineData("App:one:Secret", null, "Chat:Security:App:one:Secret: at least 32 characters")]
    [InlineData("App:one:Company", null, "Chat:Security:App:one:Company: 1 to 256 characters")]
    [InlineData("App:one:App", " ", "Chat:Security:App:one:App: 1 to 256 characters")]
    public void What_cannot_be_used_is_one_line_without_the_secret(string name, string? value, string? expected)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Apps"] = "one",
            ["App:one:Secret"] = Secret,
            ["App:one:Company"] = "c",
            ["App:one:App"] = "a",
        };
        settings[name] = value;

        var reader = Reader([.. settings.Select(setting => (setting.Key, setting.Value))]);
        AppSettings.Read(reader);

        var fault = Record.Exception(reader.ThrowIfFaulty);
        Assert.Equal(expected, fault?.Message);
    }

    [Fact]
    public void No_two_applications_share_a_secret()
    {
        var reader = Reader(
            ("Apps", "one,two"),
            ("App:one:Secret", Secret), ("App:one:Company", "c"), ("App:one:App", "a"),
            ("App:two:Secret", Secret), ("App:two:Company", "d"), ("App:two:App", "b"));
        AppSettings.Read(reader);

        Assert.Equal(
            "Chat:Security:App:two:Secret: another application has the same one",
            Assert.Throws<UnusableSettingsException>(reader.ThrowIfFaulty).Message);
    }

    private static IReadOnlyList<AppKey> Read(params (string Key, string? Value)[] settings)
    {
        var reader = Reader(settings);
        var keys = AppSettings.Read(reader);
        reader.ThrowIfFaulty();
        return keys;
    }

    private static SettingsReader Reader(params (string Key, string? Value)[] settings) => new(
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(setting => KeyValuePair.Create("Chat:Security:" + setting.Key, setting.Value)))
            .Build());
}
