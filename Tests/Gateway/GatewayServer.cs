using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansChat.Fanout;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

/// <summary>A gateway on a real Kestrel. The address says who connects: <c>/{user}/{device}/{device id}</c>, or
/// <c>/as/{manner}/{user}/{device}</c> for a codec with a manner of its own and a user who may be <c>unknown</c>.</summary>
internal sealed class GatewayServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<CodecManner, MannerCodec> _manners;

    private GatewayServer(
        WebApplication app, FakeGrains grains, PlainCodec codec, ConcurrentDictionary<CodecManner, MannerCodec> manners)
    {
        (App, Grains, Codec) = (app, grains, codec);
        _manners = manners;
    }

    public WebApplication App { get; }

    public FakeGrains Grains { get; }

    public PlainCodec Codec { get; }

    public NodeFanout Fanout => App.Services.GetRequiredService<NodeFanout>();

    public SocketTable Sockets => App.Services.GetRequiredService<SocketTable>();

    public Uri Address => new(App.Urls.First());

    /// <summary>Says that deliveries may have been lost.</summary>
    public LossSignal Losses => App.Services.GetRequiredService<LossSignal>();

    public SocketGateway Gateway => App.Services.GetRequiredService<SocketGateway>();

    public MannerCodec CodecOf(CodecManner manner) => _manners.GetOrAdd(manner, static one => new MannerCodec(one));

    public static SocketIdentity Named(int user, string? device = null) =>
        new("Plain", user, $"session-{user}-{device}", device ?? "", device ?? "");

    public static async Task<GatewayServer> StartAsync(
        SocketLimits? limits = null,
        GatewayOptions? options = null,
        Func<IServiceProvider, SocketSession, ISocketHandler>? handler = null)
    {
        limits ??= new SocketLimits { FramesPerSecond = 0 };
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var grains = new FakeGrains();
        builder.Services.AddSingleton<IClusterClient>(grains);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(options ?? new GatewayOptions
        {
            Strict = false,
            LeaseDebounce = TimeSpan.FromMilliseconds(50),
            PositionInterval = TimeSpan.FromMilliseconds(100),
        });
        builder.Services.AddGateway();
        var app = builder.Build();
        var codec = new PlainCodec();
        app.MapGet("/{user:int}/{device?}/{id?}", (HttpContext context, int user, string? device, string? id) =>
            context.RequestServices.GetRequiredService<SocketGateway>().RunAsync(
                context,
                new SocketIdentity("Plain", user, $"session-{user}-{id}", device ?? "", id ?? ""),
                codec,
                session => handler?.Invoke(app.Services, session) ?? new EchoHandler(session),
                limits));
        var manners = new ConcurrentDictionary<CodecManner, MannerCodec>();
        app.MapGet("/as/{manner}/{user}/{device?}", (HttpContext context, CodecManner manner, string user, string? device) =>
            context.RequestServices.GetRequiredService<SocketGateway>().RunAsync(
                context,
                user == "unknown" ? SocketIdentity.Unknown("Plain") : Named(int.Parse(user, NumberStyles.None, null), device),
                manners.GetOrAdd(manner, static one => new MannerCodec(one)),
                session => handler?.Invoke(app.Services, session) ?? new EchoHandler(session),
                limits));
        await app.StartAsync();
        return new GatewayServer(app, grains, codec, manners);
    }

    public Task<RawClient> ConnectAsync(string path = "/1") => RawClient.ConnectAsync(Address, path);

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
    }
}
