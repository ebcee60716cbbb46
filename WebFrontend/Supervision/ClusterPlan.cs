using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using OrleansChat.Silo.Settings;
using OrleansChat.WebFrontend.Hosting;

namespace OrleansChat.WebFrontend.Supervision;

/// <summary>Gives each process of a cluster on this machine its ports.</summary>
/// <remarks>The first frontend has the ports of the settings, the one after it the next ones. A port that is given away
/// is passed over: portal and admin are neighbours, so theirs go up by two.</remarks>
internal sealed class ClusterPlan
{
    private readonly ChatOptions _options;
    private readonly HashSet<int> _taken = [];

    private ClusterPlan(ChatOptions options) => _options = options;

    private ImmutableArray<NodePlan> Frontends { get; set; } = [];

    private ImmutableArray<NodePlan> Silos { get; set; } = [];

    /// <summary>Plans the frontends first, so that theirs are the documented ports.</summary>
    public static (ImmutableArray<NodePlan> Silos, ImmutableArray<NodePlan> Frontends) Make(
        ChatOptions options, ClusterSize size, SettingsReader settings)
    {
        foreach (var listener in options.Listeners.Where(listener => listener.EndPoint.Port == 0))
        {
            settings.Fault($"{KeyOf(listener)}: a cluster on one machine needs a port to count from");
        }

        var plan = new ClusterPlan(options);
        plan.Frontends = [.. Enumerable.Range(0, size.Frontends).Select(plan.Frontend)];
        plan.Silos = [.. Enumerable.Range(0, size.Silos).Select(plan.Silo)];
        return (plan.Silos, plan.Frontends);
    }

    private NodePlan Frontend(int index)
    {
        var addresses = _options.Listeners
            .Select(listener => (Listener: listener, EndPoint: Next(listener.EndPoint, index)))
            .ToArray();
        var settings = addresses.ToDictionary(
            one => KeyOf(one.Listener), one => $"http://{one.EndPoint}", StringComparer.Ordinal);
        settings["Chat:Cluster:Mode"] = "Client";
        if (index > 0)
        {
            settings["Chat:DemoAccounts"] = "false"; // the first one makes them
        }

        return new NodePlan(
            Invariant($"frontend-{index + 1}"),
            "WebFrontend",
            [.. addresses.Select(one => (StartTable.Title(one.Listener), Reachable(one.EndPoint)))],
            Reachable(addresses.Single(one => one.Listener.Name == "Portal").EndPoint),
            settings.ToImmutableDictionary(StringComparer.Ordinal));
    }

    private NodePlan Silo(int index)
    {
        var admin = Next(_options.Listeners.Single(listener => listener.Name == "Admin").EndPoint, index);
        return new NodePlan(
            Invariant($"silo-{index + 1}"),
            "Silo",
            [("Admin", Reachable(admin))],
            Reachable(admin),
            ImmutableDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Chat:Admin:Url"] = $"http://{admin}",
                ["Chat:Cluster:Mode"] = "CoHosted",
                ["Chat:Cluster:SiloPort"] = Invariant($"{_options.Node.SiloPort + index}"),
                ["Chat:Cluster:GatewayPort"] = Invariant($"{_options.Node.GatewayPort + index}"),
            }));
    }

    private IPEndPoint Next(IPEndPoint first, int index)
    {
        var port = first.Port + index;
        while (!_taken.Add(port))
        {
            port++;
        }

        return new IPEndPoint(first.Address, port);
    }

    private static string KeyOf(ListenerOptions listener) => listener.Protocol is { } protocol
        ? $"Chat:Protocols:{protocol.Name}:{listener.Setting}"
        : $"Chat:{listener.Name}:Url";

    private static Uri Reachable(IPEndPoint endPoint) => new(
        $"http://{new IPEndPoint(IPAddress.Any.Equals(endPoint.Address) ? IPAddress.Loopback : endPoint.Address, endPoint.Port)}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
