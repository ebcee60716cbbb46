using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols.Im.Authorization;

/// <summary>A server for each mode, all with the same two host applications.</summary>
public sealed class ImModes : IAsyncLifetime
{
    public const string Secret = "the secret of the first app is this";
    public const string OtherSecret = "the secret of the second app is this";
    public const string TrustedAddress = "10.1.2.3";
    public const string UntrustedAddress = "203.0.113.7";

    public static readonly (string Key, string Value)[] Apps =
    [
        ("Chat:Security:Apps", "first,second"),
        ("Chat:Security:App:first:Secret", Secret),
        ("Chat:Security:App:first:Company", "company"),
        ("Chat:Security:App:first:App", "app"),
        ("Chat:Security:App:second:Secret", OtherSecret),
        ("Chat:Security:App:second:Company", "company"),
        ("Chat:Security:App:second:App", "another app"),
    ];

    public static readonly (string Key, string Value)[] Production =
        [("Chat:Security:Mode", "Production"), ("Chat:Sms:FixedCode", "")];

    public static readonly (string Key, string Value)[] Network =
    [
        ("Chat:Security:Mode", "TrustedNetwork"),
        ("Chat:Sms:FixedCode", ""),
        ("Chat:Security:TrustedCidrs", "10.0.0.0/8"),
        ("Chat:Security:TrustedProxies", "127.0.0.1"),
    ];

    private ChatHost? _development;
    private ChatHost? _strict;
    private ChatHost? _network;
    private ChatHost? _production;

    public async Task InitializeAsync()
    {
        _development = await StartAsync();
        _strict = await StartAsync(("Chat:Security:Strict", "true"));
        _network = await StartAsync(Network);
        _production = await StartAsync(Production);
    }

    public async Task DisposeAsync()
    {
        foreach (var host in (ChatHost?[])[_development, _strict, _network, _production])
        {
            await (host?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    /// <summary>What all servers logged.</summary>
    internal KeptLog Log { get; } = new();

    public ChatHost Host(ImMode mode) => mode switch
    {
        ImMode.Development => _development!,
        ImMode.Strict => _strict!,
        ImMode.Trusted or ImMode.Untrusted => _network!,
        _ => _production!,
    };

    /// <summary>Sends a call from where the mode says.</summary>
    public async Task<ImReply> SendAsync(ImMode mode, HttpRequestMessage request)
    {
        if (mode is ImMode.Trusted or ImMode.Untrusted)
        {
            request.Headers.Add("X-Forwarded-For", mode is ImMode.Trusted ? TrustedAddress : UntrustedAddress);
        }

        return await ImReply.OfAsync(Host(mode), request);
    }

    private async Task<ChatHost> StartAsync(params (string Key, string Value)[] settings)
    {
        var host = await ChatHost.StartAsync([.. KeptLog.Settings, .. Apps, .. settings]);
        host.Services.GetRequiredService<ILoggerFactory>().AddProvider(Log);
        return host;
    }
}
