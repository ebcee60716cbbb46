using System.Net;
using System.Net.Sockets;
using OrleansChat.Silo.Hosting;

namespace OrleansChat.Silo.Settings;

/// <summary>Reads what a process is in its cluster.</summary>
internal static class NodeSettings
{
    private const string AddressKey = "Chat:Cluster:Address";

    /// <summary>A value of <see cref="AddressKey"/>: the address that this machine's name stands for.</summary>
    private const string OwnAddress = "auto";

    /// <summary>Nobody tells a client that what it asked went down with a gateway: it waits for this long.</summary>
    private static readonly TimeSpan ClientTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan MinTimeout = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromMinutes(10);

    public static NodeOptions Read(SettingsReader settings)
    {
        var defaults = new NodeOptions();
        var role = settings.Choice("Chat:Cluster:Mode", defaults.Role);
        return new NodeOptions
        {
            Role = role,
            ClusterId = settings.Text("Chat:Cluster:Id") ?? defaults.ClusterId,
            Address = Address(settings, defaults.Address),
            SiloPort = settings.Number("Chat:Cluster:SiloPort", defaults.SiloPort, min: 0, max: IPEndPoint.MaxPort),
            GatewayPort = settings.Number(
                "Chat:Cluster:GatewayPort", defaults.GatewayPort, min: 0, max: IPEndPoint.MaxPort),
            ResponseTimeout = settings.Time(
                "Chat:Cluster:ResponseTimeout",
                role is NodeRole.Client ? ClientTimeout : defaults.ResponseTimeout,
                MinTimeout,
                MaxTimeout),
            IsProfiled = settings.Switch("Chat:Cluster:Profiling", defaults.IsProfiled),
            Streams = settings.Choice("Chat:Delivery:StreamProvider", defaults.Streams),
        };
    }

    private static IPAddress Address(SettingsReader settings, IPAddress fallback)
    {
        if (settings.Text(AddressKey) is not { } text)
        {
            return fallback;
        }

        if (text == OwnAddress && Own() is { } own)
        {
            return own;
        }

        if (IPAddress.TryParse(text, out var address)
            && !IPAddress.Any.Equals(address) && !IPAddress.IPv6Any.Equals(address))
        {
            return address;
        }

        settings.Fault($"{AddressKey}: '{text}' is no address that other nodes can reach");
        return fallback;
    }

    private static IPAddress? Own() => Array.Find(
        Dns.GetHostAddresses(Dns.GetHostName(), AddressFamily.InterNetwork),
        address => !IPAddress.IsLoopback(address));
}
