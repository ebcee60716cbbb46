using OrleansChat.Silo.Hosting;
using OrleansChat.WebFrontend.Hosting;

var configuration = new ConfigurationBuilder()
    .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
    .AddEnvironmentVariables()
    .AddCommandLine(args)
    .Build();
try
{
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
