using System.Net;
using OrleansChat.Silo.Settings;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Bridges;

namespace OrleansChat.WebFrontend.Hosting;

/// <summary>Reads the settings of contract.md and collects every value that cannot be used, so that all are said at
/// once.</summary>
public sealed class ChatOptionsReader(IConfiguration configuration)
{
    private readonly SettingsReader _settings = new(configuration);

    /// <summary>Reads them all.</summary>
    /// <exception cref="UnusableSettingsException">Some cannot be used; the message has a line for each.</exception>
    public ChatOptions Read(IReadOnlyList<IChatProtocol> protocols)
    {
        var enabled = protocols.Where(IsEnabled).ToArray();
        var options = new ChatOptions(ProcessSettings.Read(_settings))
        {
            Listeners = [.. enabled.SelectMany(Listeners), Listener("Portal", 8000), Listener("Admin", 8001)],
            AllowedOrigins = [.. _settings.List("Chat:Security:AllowedOrigins")],
            TrustedProxies = [.. Networks("Chat:Security:TrustedProxies")],
            TrustedNetworks = [.. Networks("Chat:Security:TrustedCidrs")],
            Apps = AppSettings.Read(_settings),
            ProtocolOptions = [.. enabled.SelectMany(Options)],
            BridgesChatRooms = _settings.Switch(BridgeTable.ChatRoomSwitch, false),
            TimeZone = Zone("Chat:TimeZone", "Asia/Shanghai"),
            FramesPerSecond = _settings.Number("Chat:RateLimit:FramesPerSecond", 20, min: 0, max: 1_000_000),
            FileReservePercent = _settings.Number("Chat:Files:ReservePercent", 10, min: 0, max: 100),
            HasDemoAccounts = _settings.Switch("Chat:DemoAccounts", true),
        };
        CheckListeners(options);
        _settings.ThrowIfFaulty();
        return options;
    }

    private void CheckListeners(ChatOptions options)
    {
        foreach (var listener in options.Listeners)
        {
            ProcessSettings.CheckListener(_settings, options, listener.EndPoint);
        }

        var taken = options.Listeners
            .Where(listener => listener.EndPoint.Port != 0)
            .CountBy(listener => listener.EndPoint);
        foreach (var (endPoint, _) in taken.Where(count => count.Value > 1))
        {
            _settings.Fault($"{endPoint}: more than one listener");
        }
    }

    private bool IsEnabled(IChatProtocol protocol) =>
        _settings.Switch($"Chat:Protocols:{protocol.Name}:Enabled", true);

    private ServiceCollection Options(IChatProtocol protocol)
    {
        var read = new ServiceCollection();
        protocol.AddOptions(new ProtocolSettings(_settings), read);
        return read;
    }

    private IEnumerable<ListenerOptions> Listeners(IChatProtocol protocol)
    {
        var section = $"Chat:Protocols:{protocol.Name}";
        return protocol.Listeners.Select(listener =>
            new ListenerOptions(
                protocol.Name,
                _settings.Listener($"{section}:{listener.Setting}", listener.Url),
                protocol,
                listener.Setting));
    }

    private ListenerOptions Listener(string name, int port) =>
        new(name, _settings.Listener($"Chat:{name}:Url", $"http://127.0.0.1:{port}"), null, "Url");

    private IEnumerable<IPNetwork> Networks(string key)
    {
        foreach (var text in _settings.List(key))
        {
            if (IPNetwork.TryParse(text, out var network))
            {
                yield return network;
            }
            else if (IPAddress.TryParse(text, out var address))
            {
                yield return new IPNetwork(address, address.GetAddressBytes().Length * 8);
            }
            else
            {
                _settings.Fault($"{key}: '{text}' is neither an address nor a network such as 10.0.0.0/8");
            }
        }
    }

    private TimeZoneInfo Zone(string key, string fallback)
    {
        var text = _settings.Text(key) ?? fallback;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone))
        {
            return zone;
        }

        if (text == fallback) // a machine without zone data: the protocols' zone has no summer time
        {
            return TimeZoneInfo.CreateCustomTimeZone(fallback, TimeSpan.FromHours(8), fallback, fallback);
        }

        _settings.Fault($"{key}: '{text}' is no time zone of this machine");
        return TimeZoneInfo.Utc;
    }
}
