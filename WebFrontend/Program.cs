using OrleansChat.Silo.Settings;
using OrleansChat.WebFrontend.Hosting;

try
{
    await using var server = await ChatServer.StartAsync(ProcessSettings.Find(args), CancellationToken.None);
    StartTable.Print(server, Console.Out);
    await server.RunAsync(CancellationToken.None);
    await Console.Out.WriteLineAsync("draining: sockets are told, grains write what they hold");
    return 0;
}
catch (UnusableSettingsException unusable)
{
    await Console.Error.WriteLineAsync(unusable.Message);
    return 2;
}
