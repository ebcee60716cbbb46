using System.Diagnostics;

namespace OrleansChat.Tests.Hosting;

public sealed class EmbeddedSiloTests
{
    [Fact]
    public async Task The_program_for_grains_alone_says_which_build_it_needs()
    {
        using var silo = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Silo.dll")])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;

        var said = await silo.StandardError.ReadToEndAsync();
        await silo.WaitForExitAsync();

        Assert.Equal(2, silo.ExitCode);
        Assert.Contains("-p:GrainRuntime=Orleans", Assert.Single(said.Trim().Split('\n')), StringComparison.Ordinal);
    }
}
