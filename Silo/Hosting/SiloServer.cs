using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansChat.Silo.Operations;
using OrleansChat.Silo.Settings;
using OrleansChat.Silo.Telemetry;

namespace OrleansChat.Silo.Hosting;

/// <summary>A node with grains and nothing else: what the program <c>Silo</c> runs. One listener tells how it does.</summary>
public sealed class SiloServer : IAsyncDisposable
{
    private readonly ChatProcess _process;

    private SiloServer(ChatProcess process, Uri admin) => (_process, Admin) = (process, admin);

    /// <summary>Health, metrics and the drain call.</summary>
    public Uri Admin { get; }

    /// <summary>Starts it; it takes calls of other nodes when this returns.</summary>
    /// <exception cref="UnusableSettingsException">Settings cannot be used.</exception>
    public static async Task<SiloServer> StartAsync(IConfiguration configuration, CancellationToken cancellation)
    {
        var settings = new SettingsReader(configuration);
        var options = ProcessSettings.Read(settings);
        var listener = settings.Listener("Chat:Admin:Url", "http://127.0.0.1:8001");
        ProcessSettings.CheckListener(settings, options, listener);
        CheckAlone(settings, options);
        settings.ThrowIfFaulty();
        var process = new ChatProcess(Build(configuration, options, listener), options);
        try
        {
            await process.StartAsync(cancellation);
            process.Open();
            var addresses = process.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
            return new SiloServer(process, new Uri(addresses.Addresses.First()));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc cref="ChatProcess.RunAsync"/>
    public Task RunAsync(CancellationToken cancellation) => _process.RunAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static void CheckAlone(SettingsReader settings, ProcessOptions options)
    {
        if (options.ConnectionString is null)
        {
            settings.Fault("ConnectionStrings:Chat: a silo of its own starts no database");
        }

        if (options.Node.Role is NodeRole.Client)
        {
            settings.Fault("Chat:Cluster:Mode: a silo hosts grains; Client is for WebFrontend");
        }

        if (options.Node.GatewayPort == 0)
        {
            settings.Fault("Chat:Cluster:GatewayPort: frontends reach a silo of its own through its gateway");
        }
    }

    /// <summary>The listener starts before the grains and ends after them, so that it can tell how they do.</summary>
    private static IHost Build(IConfiguration configuration, ProcessOptions options, IPEndPoint listener) =>
        new HostBuilder()
            .ConfigureHostConfiguration(host => host.AddConfiguration(configuration))
            .ConfigureLogging(logging => ChatLogging.Configure(logging, configuration))
            .UseDefaultServiceProvider(services => services.ValidateOnBuild = services.ValidateScopes = true)
            .ConfigureWebHost(web => web
                .UseKestrelCore()
                .ConfigureKestrel(kestrel =>
                {
                    kestrel.AddServerHeader = false;
                    kestrel.Listen(listener);
                })
                .ConfigureServices(services => services.AddRouting())
                .Configure(Map))
            .ConfigureServices(services => services
                .AddChatSilo(options.ForGrains(options.ConnectionString!))
                .AddChatOperations(options))
            .Build();

    private static void Map(IApplicationBuilder app)
    {
        app.UseRouting();
        app.UseEndpoints(routes =>
        {
            HealthEndpoints.Map(routes);
            OperatorEndpoints.Map(routes.MapGroup("").AddEndpointFilter<AdminTokenFilter>());
        });
    }
}
