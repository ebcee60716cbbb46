using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using OrleansChat.Silo.Hosting;
using OrleansChat.Silo.Operations;
using OrleansChat.Silo.Telemetry;
using OrleansChat.WebFrontend.Admin;

namespace OrleansChat.WebFrontend.Hosting;

/// <summary>Puts the parts together: the only place beside <c>Program.cs</c> that knows the silo.</summary>
internal static class ChatHostBuilder
{
    /// <summary>Source: security.md, limits, outbound.</summary>
    private const int SendBufferBytes = 64 * 1024;

    public static IHost Build(IConfiguration configuration, ChatOptions options, string connectionString) =>
        new HostBuilder()
            .ConfigureHostConfiguration(host => host.AddConfiguration(configuration))
            .ConfigureLogging(logging => ChatLogging.Configure(logging, configuration))
            .UseDefaultServiceProvider(services => services.ValidateOnBuild = services.ValidateScopes = true)
            .ConfigureServices(services =>
            {
                services.AddSingleton(options).AddSingleton(TimeProvider.System);
                services.ConfigureHttpJsonOptions(json =>
                    json.SerializerOptions.TypeInfoResolverChain.Insert(0, AdminJson.Default));
                services.AddChatSilo(options.ForGrains(connectionString));
                services.AddChatGateway(options);
                services.AddChatOperations(options);
            })
            .ConfigureWebHost(web => web
                .UseKestrelCore()
                .UseSockets(sockets => sockets.CreateBoundListenSocket = Bind)
                .ConfigureKestrel(kestrel => Listen(kestrel, options))
                .ConfigureServices(services => services.AddRouting())
                .Configure(app => app.UseListeners(options)))
            .Build();

    /// <summary>Accepted sockets inherit the send buffer: a client that stops reading costs little.</summary>
    private static Socket Bind(EndPoint endPoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        socket.SendBufferSize = SendBufferBytes;
        return socket;
    }

    private static void Listen(KestrelServerOptions kestrel, ChatOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 64 * 1024; // uploads raise it for themselves
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        foreach (var listener in options.Listeners)
        {
            var feature = new ListenerFeature(listener);
            kestrel.Listen(listener.EndPoint, endPoint =>
            {
                endPoint.Protocols = HttpProtocols.Http1; // the legacy ports; sockets upgrade from it
                endPoint.Use(next => connection =>
                {
                    connection.Features.Set(feature);
                    return next(connection);
                });
            });
        }
    }
}
