using Microsoft.Extensions.DependencyInjection;

namespace OrleansChat.Tests.Support.Embedded;

/// <summary>The embedded runtime, whose grain state is in the test's hand.</summary>
internal static class TestRuntime
{
    /// <summary>Nodes of a server under test: the embedded runtime is one process.</summary>
    public const int Nodes = 1;

    public static IServiceCollection AddTestRuntime(this IServiceCollection services) =>
        services.AddEmbeddedGrains(typeof(GrainServices).Assembly);
}
