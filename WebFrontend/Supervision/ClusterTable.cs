using System.Collections.Immutable;
using OrleansChat.WebFrontend.Hosting;

namespace OrleansChat.WebFrontend.Supervision;

/// <summary>What the operator of a cluster on one machine reads when all of it is ready.</summary>
internal static class ClusterTable
{
    public static void Print(
        ChatOptions options, ImmutableArray<NodePlan> silos, ImmutableArray<NodePlan> frontends, TextWriter output)
    {
        output.WriteLine($"OrleansChat is ready: {silos.Length} silos, {frontends.Length} frontends");
        foreach (var node in frontends.Concat(silos))
        {
            foreach (var (title, address) in node.Addresses)
            {
                output.WriteLine($"  {$"{node.Name} {title}",-24} {address}");
            }
        }

        StartTable.PrintAccess(options, output);
    }
}
