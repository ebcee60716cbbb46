using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using OrleansChat.Silo.Hosting;
using OrleansChat.Silo.Telemetry;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.WebFrontend.Hosting;

/// <summary>Reads the settings of contract.md and collects every value that cannot be used, so that all are said at
/// once.</summary>
public sealed class ChatOptionsReader(IConfiguration configuration)
{
    private const int MinSecretLength = 32;
    private const int MinTokenLength = 8;

    private readonly List<string> _faults = [];

    /// <summary>Reads them all.</summary>
    /// <exception cref="UnusableSettingsException">Some cannot be used; the message has a line for each.</exception>
    public ChatOptions Read(IReadOnlyList<IChatProtocol> protocols)
    {
        var mode = Choice("Chat:Security:Mode", SecurityMode.Production);
        var token = configuration["Chat:Admin:Token"];
        var options = new ChatOptions
        {
            Data = Path.GetFullPath(Text("Chat:Data") ?? "data"),
            ConnectionString = Text("ConnectionStrings:Chat"),
            Listeners = [.. protocols.SelectMany(Listeners), Listener("Portal", 8000), Listener("Admin", 8001)],
            AdminToken = token is { Length: > 0 } ? token : RandomNumberGenerator.GetHexString(MinSecretLength, true),
            IsAdminTokenRandom = token is not { Length: > 0 },
            Mode = mode,
            AllowedOrigins = [.. List("Chat:Security:AllowedOrigins")],
            SecurityKey = Text("Chat:Security:Key"),
            FixedCaptcha = Text("Chat:Sms:FixedCode"),
            StaffMobiles = [.. List("Chat:Staff")],
            TimeZone = Zone("Chat:TimeZone", "Asia/Shanghai"),
            FramesPerSecond = Number("Chat:RateLimit:FramesPerSecond", 20, min: 0, max: 1_000_000),
            HasDemoAccounts = Switch("Chat:DemoAccounts", true),
            Node = Node(),
            IsTraced = Text(Tracing.Endpoint) is not null,
            DrainPause = Duration("Chat:Drain:Pause", TimeSpan.Zero, max: TimeSpan.FromMinutes(10)),
            AllowsUnsafeDurability = Switch("Chat:Storage:AllowUnsafeDurability", false),
        };
        CheckTogether(options);
        return _faults.Count == 0 ? options : throw new UnusableSettingsException(_faults);
    }

    private NodeOptions Node()
    {
        var defaults = new NodeOptions();
        return new NodeOptions
        {
            Role = Choice("Chat:Cluster:Mode", defaults.Role),
            ClusterId = Text("Chat:Cluster:Id") ?? defaults.ClusterId,
            Address = NodeAddress(defaults.Address),
            SiloPort = Number("Chat:Cluster:SiloPort", defaults.SiloPort, min: 0, max: IPEndPoint.MaxPort),
            GatewayPort = Number("Chat:Cluster:GatewayPort", defaults.GatewayPort, min: 0, max: IPEndPoint.MaxPort),
            ResponseTimeout = Time("Chat:Cluster:ResponseTimeout", defaults.ResponseTimeout),
            Streams = Choice("Chat:Delivery:StreamProvider", defaults.Streams),
        };
    }

    private void CheckTogether(ChatOptions options)
    {
        if (options.Mode is SecurityMode.Development)
        {
            foreach (var open in options.Listeners.Where(listener => !IPAddress.IsLoopback(listener.EndPoint.Address)))
            {
                _faults.Add(
                    $"Chat:Security:Mode: Development listens on loopback addresses only, not on {open.EndPoint}");
            }
        }
        else if (options.FixedCaptcha is not null)
        {
            _faults.Add("Chat:Sms:FixedCode: only in Development");
        }

        if (!options.IsAdminTokenRandom && options.AdminToken.Length < MinTokenLength)
        {
            _faults.Add($"Chat:Admin:Token: at least {MinTokenLength} characters");
        }

        if (options.SecurityKey is { Length: < MinSecretLength })
        {
            _faults.Add($"Chat:Security:Key: at least {MinSecretLength} characters");
        }

        if (options.Node.Role is NodeRole.Client && !GrainRuntime.HasClusters)
        {
            _faults.Add("Chat:Cluster:Mode: Client needs a build with -p:GrainRuntime=Orleans");
        }
        else if (options.Node.Role is NodeRole.Client && options.ConnectionString is null)
        {
            _faults.Add("ConnectionStrings:Chat: a Client finds its silos in their database");
        }

        var taken = options.Listeners
            .Where(listener => listener.EndPoint.Port != 0)
            .CountBy(listener => listener.EndPoint);
        foreach (var (endPoint, _) in taken.Where(count => count.Value > 1))
        {
            _faults.Add($"{endPoint}: more than one listener");
        }
    }

    private IEnumerable<ListenerOptions> Listeners(IChatProtocol protocol)
    {
        var section = $"Chat:Protocols:{protocol.Name}";
        return !Switch($"{section}:Enabled", true) ? [] : protocol.Listeners.Select(listener =>
            new ListenerOptions(
                protocol.Name,
                Address($"{section}:{listener.Setting}", listener.Url),
                protocol,
                listener.Setting));
    }

    private ListenerOptions Listener(string name, int port) =>
        new(name, Address($"Chat:{name}:Url", $"http://127.0.0.1:{port}"), null, "Url");

    private IPEndPoint Address(string key, string fallback)
    {
        var text = Text(key) ?? fallback;
        var readable = text.Replace("//*:", "//0.0.0.0:", StringComparison.Ordinal)
            .Replace("//+:", "//0.0.0.0:", StringComparison.Ordinal)
            .Replace("//localhost:", "//127.0.0.1:", StringComparison.OrdinalIgnoreCase);
        if (Uri.TryCreate(readable, UriKind.Absolute, out var url)
            && url.Scheme == Uri.UriSchemeHttp
            && url.PathAndQuery == "/"
            && IPAddress.TryParse(url.Host.Trim('[', ']'), out var address))
        {
            return new IPEndPoint(address, url.Port);
        }

        _faults.Add($"{key}: '{text}' is no address such as {fallback}");
        return new IPEndPoint(IPAddress.Loopback, 0);
    }

    private IPAddress NodeAddress(IPAddress fallback)
    {
        const string Key = "Chat:Cluster:Address";
        if (Text(Key) is not { } text)
        {
            return fallback;
        }

        if (IPAddress.TryParse(text, out var address)
            && !IPAddress.Any.Equals(address) && !IPAddress.IPv6Any.Equals(address))
        {
            return address;
        }

        _faults.Add($"{Key}: '{text}' is no address that other nodes can reach");
        return fallback;
    }

    private TimeSpan Time(string key, TimeSpan fallback)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time > TimeSpan.Zero)
        {
            return time;
        }

        _faults.Add($"{key}: '{text}' is no time such as {fallback:c}");
        return fallback;
    }

    private string? Text(string key) => configuration[key] is { Length: > 0 } text ? text.Trim() : null;

    private string[] List(string key) =>
        (Text(key) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private int Number(string key, int fallback, int min, int max)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
        {
            return number;
        }

        _faults.Add($"{key}: '{text}' is no whole number from {min} to {max}");
        return fallback;
    }

    /// <summary>Such as <c>00:00:05</c>.</summary>
    private TimeSpan Duration(string key, TimeSpan fallback, TimeSpan max)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        if (TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var value)
            && value >= TimeSpan.Zero && value <= max)
        {
            return value;
        }

        _faults.Add($"{key}: '{text}' is no time up to {max}, such as 00:00:05");
        return fallback;
    }

    private bool Switch(string key, bool fallback)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        if (bool.TryParse(text, out var value))
        {
            return value;
        }

        _faults.Add($"{key}: '{text}' is neither true nor false");
        return fallback;
    }

    private TEnum Choice<TEnum>(string key, TEnum fallback)
        where TEnum : struct, Enum
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }

        if (Enum.TryParse<TEnum>(text, ignoreCase: true, out var value)
            && Enum.IsDefined(value)
            && !char.IsDigit(text[0]))
        {
            return value;
        }

        _faults.Add($"{key}: '{text}' is none of {string.Join(", ", Enum.GetNames<TEnum>())}");
        return fallback;
    }

    private TimeZoneInfo Zone(string key, string fallback)
    {
        var text = Text(key) ?? fallback;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone))
        {
            return zone;
        }

        if (text == fallback) // a machine without zone data: the protocols' zone has no summer time
        {
            return TimeZoneInfo.CreateCustomTimeZone(fallback, TimeSpan.FromHours(8), fallback, fallback);
        }

        _faults.Add($"{key}: '{text}' is no time zone of this machine");
        return TimeZoneInfo.Utc;
    }
}
