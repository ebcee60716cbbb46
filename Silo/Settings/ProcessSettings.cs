using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using OrleansChat.Silo.Hosting;
using OrleansChat.Silo.Telemetry;

namespace OrleansChat.Silo.Settings;

/// <summary>Reads what every process of the product is told.</summary>
public static class ProcessSettings
{
    private const int MinSecretLength = 32;
    private const int MinTokenLength = 8;
    private const long BytesPerMegabyte = 1_024 * 1_024;
    private static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(10);

    /// <summary>From <c>appsettings.json</c> beside the program, then the environment, then the command line; the
    /// later wins.</summary>
    public static IConfigurationRoot Find(string[] arguments) => new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddEnvironmentVariables()
        .AddCommandLine(arguments)
        .Build();

    /// <summary>Reads and checks them.</summary>
    /// <param name="settings">Collects the faults.</param>
    public static ProcessOptions Read(SettingsReader settings)
    {
        var token = settings.Secret("Chat:Admin:Token", MinTokenLength);
        var options = new ProcessOptions
        {
            Data = Path.GetFullPath(settings.Text("Chat:Data") ?? "data"),
            ConnectionString = settings.Text("ConnectionStrings:Chat"),
            AdminToken = token ?? RandomNumberGenerator.GetHexString(MinSecretLength, lowercase: true),
            IsAdminTokenRandom = token is null,
            Mode = settings.Choice("Chat:Security:Mode", SecurityMode.Production),
            SecurityKey = settings.Secret("Chat:Security:Key", MinSecretLength),
            FixedCaptcha = settings.Text("Chat:Sms:FixedCode"),
            StaffMobiles = [.. settings.List("Chat:Staff")],
            RequiresFriend = settings.Switch("Chat:Bridge:RequireFriendFor002", true),
            AllowsUnsafeDurability = settings.Switch("Chat:Storage:AllowUnsafeDurability", false),
            Node = NodeSettings.Read(settings),
            IsTraced = settings.Text(Tracing.Endpoint) is not null,
            FilesPerUser = settings.Number("Chat:Files:PerUser", 500, min: 0, max: 1_000_000),
            FileBytesPerUser =
                settings.Number("Chat:Files:MegabytesPerUser", 1_024, min: 0, max: 10_000_000) * BytesPerMegabyte,
            DrainPause = settings.Time("Chat:Drain:Pause", TimeSpan.Zero, TimeSpan.Zero, MaxPause),
        };
        CheckTogether(settings, options);
        return options;
    }

    /// <summary>Who believes everybody must not be reached by everybody.</summary>
    public static void CheckListener(SettingsReader settings, ProcessOptions options, IPEndPoint listener)
    {
        if (options.Mode is SecurityMode.Development && !IPAddress.IsLoopback(listener.Address))
        {
            settings.Fault($"Chat:Security:Mode: Development listens on loopback addresses only, not on {listener}");
        }

        if (options.Mode is SecurityMode.TrustedNetwork && !IsPrivate(listener.Address))
        {
            settings.Fault(
                $"Chat:Security:Mode: TrustedNetwork listens on loopback and private addresses only, not on {listener}");
        }
    }

    // RFC 1918, RFC 4193, RFC 3927 and RFC 4291. All addresses of a machine are not private ones.
    private static bool IsPrivate(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return IPAddress.IsLoopback(plain) || plain.IsIPv6LinkLocal || plain.IsIPv6UniqueLocal
            || (plain.AddressFamily is AddressFamily.InterNetwork && plain.GetAddressBytes() is
                [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] or [169, 254, ..]);
    }

    private static void CheckTogether(SettingsReader settings, ProcessOptions options)
    {
        if (options.Mode is not SecurityMode.Development && options.FixedCaptcha is not null)
        {
            settings.Fault("Chat:Sms:FixedCode: only in Development");
        }

        if (options.Node.Role is not NodeRole.Client)
        {
            if (!IPAddress.IsLoopback(options.Node.Address) && options.SecurityKey is null)
            {
                settings.Fault("Chat:Security:Key: the nodes of several machines need one and the same");
            }
        }
        else if (!GrainRuntime.HasClusters)
        {
            settings.Fault("Chat:Cluster:Mode: Client needs a build with -p:GrainRuntime=Orleans");
        }
        else if (options.ConnectionString is null)
        {
            settings.Fault("ConnectionStrings:Chat: a Client finds its silos in their database");
        }
    }
}
