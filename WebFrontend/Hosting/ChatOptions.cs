using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using OrleansChat.Silo.Settings;
using OrleansChat.WebFrontend.Gateway.Identity;

namespace OrleansChat.WebFrontend.Hosting;

/// <summary>The settings of a process with listeners for protocols; see <see cref="ChatOptionsReader"/>. Source:
/// contract.md, settings.</summary>
public sealed record ChatOptions : ProcessOptions
{
    [SetsRequiredMembers]
    internal ChatOptions(ProcessOptions common)
        : base(common)
    {
    }

    /// <value>Listeners of the enabled protocols, then portal and admin.</value>
    public ImmutableArray<ListenerOptions> Listeners { get; init; } = [];

    /// <value>Origins that browsers may come from, exact. Default none.</value>
    public ImmutableHashSet<string> AllowedOrigins { get; init; } = [];

    /// <value>Proxies whose <c>X-Forwarded-For</c> is believed. Default none.</value>
    public required ImmutableArray<IPNetwork> TrustedProxies { get; init; }

    /// <value>Networks whose clients are believed in the mode <c>TrustedNetwork</c>. Default none.</value>
    public ImmutableArray<IPNetwork> TrustedNetworks { get; init; } = [];

    /// <value>Host applications that may call. Default none.</value>
    public IReadOnlyList<AppKey> Apps { get; init; } = [];

    /// <value>Whether chat rooms are one for all protocols. Default false.</value>
    public bool BridgesChatRooms { get; init; }

    /// <value>What the enabled protocols read for themselves.</value>
    public ImmutableArray<ServiceDescriptor> ProtocolOptions { get; init; } = [];

    /// <value>Zone of printed local times. Default <c>Asia/Shanghai</c>.</value>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <value>Frames a second and socket; 0 is no limit. Default 20.</value>
    public int FramesPerSecond { get; init; }

    /// <value>Percent of the disk that uploads leave free. Default 10.</value>
    public int FileReservePercent { get; init; }

    /// <value>Whether two demo accounts are made in Development. Default true.</value>
    public bool HasDemoAccounts { get; init; }
}
