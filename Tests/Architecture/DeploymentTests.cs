using System.Globalization;
using System.Text.RegularExpressions;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend;
using OrleansChat.WebFrontend.Hosting;

namespace OrleansChat.Tests.Architecture;

/// <summary>What an operator copies must not name what does not exist, and must not hold a secret.</summary>
public sealed partial class DeploymentTests
{
    private static readonly string[] Files =
    [
        .. RepositoryRoot.TrackedFiles().Where(file =>
            file is "Dockerfile" or "docker-compose.yml" or "run" or "docs/running.md"
            || file.StartsWith("deploy/", StringComparison.Ordinal)),
    ];

    [Fact]
    public void Every_setting_that_is_named_is_one_that_is_read()
    {
        var asked = new AskedSettings();
        new ChatOptionsReader(asked).Read(ProtocolCatalog.All);

        Assert.Contains("docker-compose.yml", Files);
        Assert.Empty(
            from file in Files
            from name in Setting().Matches(Text(file)).Select(match => match.Value)
            where !asked.Names.Contains(name.Replace("__", ":", StringComparison.Ordinal)) && !AbsentProtocols.Own(name)
            select $"{file} names {name}");
    }

    [Fact]
    public void What_users_call_is_reached_in_each_deployment()
    {
        var options = new ChatOptionsReader(new AskedSettings()).Read(ProtocolCatalog.All);
        var image = Text("Dockerfile");
        var exposed = Exposed().Match(image).Groups["ports"].Value.Split(' ');

        Assert.Empty(
            from listener in options.Listeners
            where listener.Name != "Admin"
            let port = listener.EndPoint.Port.ToString(CultureInfo.InvariantCulture)
            let setting = listener.Protocol is { } protocol
                ? $"Chat__Protocols__{protocol.Name}__{listener.Setting}"
                : $"Chat__{listener.Name}__Url"
            from missing in new (bool IsThere, string What)[]
            {
                (image.Contains($" {setting}=http://0.0.0.0:{port}", StringComparison.Ordinal), $"Dockerfile: {setting}"),
                (exposed.Contains(port, StringComparer.Ordinal), $"Dockerfile: EXPOSE {port}"),
                (HasLine("docker-compose.yml", $"- \"{port}:{port}\""), $"docker-compose.yml: {port}"),
                (HasLine("deploy/nginx/nginx.conf", $"listen {port};"), $"nginx.conf: {port}"),
                (HasLine("deploy/k8s/frontend.yaml", $"containerPort: {port}"), $"frontend.yaml: container, {port}"),
                (HasLine("deploy/k8s/frontend.yaml", $"port: {port}"), $"frontend.yaml: Service, {port}"),
            }
            where !missing.IsThere
            select $"{listener.Name} is not in {missing.What}");
    }

    [Fact]
    public void A_secret_is_named_and_never_given() => Assert.Empty(
        from file in Files
        where file.EndsWith(".yml", StringComparison.Ordinal) || file.EndsWith(".yaml", StringComparison.Ordinal)
        from secret in Secret().Matches(Text(file)).Cast<Match>()
        where !Reference().IsMatch(secret.Groups["value"].Value)
        select $"{file}: {secret.Value.Trim()}");

    [Theory]
    [InlineData("  POSTGRES_PASSWORD: hunter2", false)]
    [InlineData("  Chat__Admin__Token: \"abc\"", false)]
    [InlineData("- name: Chat__Security__Key\n  value: abc", false)]
    [InlineData("  Chat: Host=a;Password=abc", false)]
    [InlineData("  POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?set it}", true)]
    [InlineData("  GF_PASSWORD__FILE: /run/secrets/one", true)]
    [InlineData("  Chat: Host=a;Password=${POSTGRES_PASSWORD}", true)]
    [InlineData("- name: Chat__Security__Key\n  valueFrom:\n    secretKeyRef:", true)]
    public void Given_secrets_are_recognised(string text, bool isFine) =>
        Assert.Equal(isFine, Secret().Matches(text).All(match => Reference().IsMatch(match.Groups["value"].Value)));

    private static bool HasLine(string file, string line) =>
        Text(file).Split('\n').Any(each => each.Trim() == line);

    private static string Text(string file) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, file));

    [GeneratedRegex(@"\b(Chat|ConnectionStrings)__\w+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Setting();

    [GeneratedRegex(
        "^EXPOSE (?<ports>[0-9 ]+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Exposed();

    /// <summary>A name that tells of a secret, and its value: on the same line, or as Kubernetes writes it.</summary>
    [GeneratedRegex(
        @"(?i)(?<![\w.])(name:[ ]*)?\w*(password|token|secret|security__key|connectionstrings__chat)\w*"
        + @"([ ]*[:=][ ]*|[ ]*\n[ ]*value:[ ]*)(?<value>[^\s,\[][^\n]*)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Secret();

    [GeneratedRegex(
        @"^[""']?(\$\{|/run/secrets/|CHAT_ADMIN_TOKEN$|GRAFANA_PASSWORD$|false$|Host=postgres;[\w;=]*Password=\$\{)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Reference();
}
