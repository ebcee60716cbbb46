using OrleansChat.Tests.Protocols.Chat33;

namespace OrleansChat.Tests.Hosting;

/// <summary>A server of one node, for what is asked of a node.</summary>
public sealed class OneNodeHost : Chat33Host
{
    protected override int Nodes => 1;
}
