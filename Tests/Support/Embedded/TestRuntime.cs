using Microsoft.Extensions.DependencyInjection;

namespace OrleansChat.Tests.Support.Embedded;

/// <summary>The embedded runtime, whose grain state is in the test's hand.</summary>
internal static class TestRuntime
{
    public static IServiceCollection AddTestRuntime(this IServiceCollection services) =>
        services.AddEmbeddedGrains(typeof(GrainServices).Assembly);
}
