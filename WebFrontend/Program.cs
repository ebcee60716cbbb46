using OrleansChat.Silo.Settings;
using OrleansChat.WebFrontend.Hosting;
using OrleansChat.WebFrontend.Supervision;

try
{
    var configuration = ProcessSettings.Find(args);
    if (ClusterSize.Read(configuration) is { } size)
    {
        using var supervisor = new Supervisor(configuration, Console.Out, TimeProvider.System);
        return await supervisor.RunAsync(size);
    }

    await using var server = await ChatServer.StartAsync(configuration, CancellationToken.None);
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
