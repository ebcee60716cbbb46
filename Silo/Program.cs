using OrleansChat.Silo.Hosting;
using OrleansChat.Silo.Settings;

if (!GrainRuntime.HasClusters)
{
    await Console.Error.WriteLineAsync(
        "A silo of its own needs a build with -p:GrainRuntime=Orleans; WebFrontend hosts the embedded runtime in its own process.");
    return 2;
}

try
{
    await using var silo = await SiloServer.StartAsync(ProcessSettings.Find(args), CancellationToken.None);
    await Console.Out.WriteLineAsync($"OrleansChat silo is ready\n  {"Admin",-24} {silo.Admin.GetLeftPart(UriPartial.Authority)}");
    await silo.RunAsync(CancellationToken.None);
    await Console.Out.WriteLineAsync("draining: grains write what they hold");
    return 0;
}
catch (UnusableSettingsException unusable)
{
    await Console.Error.WriteLineAsync(unusable.Message);
    return 2;
}
