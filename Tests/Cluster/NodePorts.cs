using System.Globalization;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Cluster;

/// <summary>The ports of one node: the same after every start, so that clients and nodes find it again.</summary>
internal sealed record NodePorts(int Chat33, int Portal, int Admin, int Silo, int Gateway)
{
    public static NodePorts Take() =>
        new(FixedPort.Take(), FixedPort.Take(), FixedPort.Take(), FixedPort.Take(), FixedPort.Take());

    public static string Url(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
}
