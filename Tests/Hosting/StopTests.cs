using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using OrleansChat.Tests.Crash;
using OrleansChat.Tests.Gateway;
using OrleansChat.Tests.Protocols;
using OrleansChat.Tests.Protocols.Chat33;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Hosting;

public sealed class StopTests
{
    private const int GoingAway = 1001;

    [Fact]
    public async Task The_drain_call_needs_the_token_answers_at_once_and_asks_the_process_to_end()
    {
        await using var host = await ChatHost.StartAsync();
        var asked = host.AskedToStopAsync();
        using var stranger = new HttpClient { BaseAddress = host.AdminUrl };

        using var refused = await stranger.PostAsync("/admin/drain", null);
        Assert.Equal((HttpStatusCode.Unauthorized, false), (refused.StatusCode, asked.IsCompleted));
        using var accepted = await host.Admin.PostAsync("/admin/drain", null);
        using var again = await host.Admin.PostAsync("/admin/drain", null);

        await asked.WaitAsync(WireSocket.Patience);
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (accepted.StatusCode, again.StatusCode));
        Assert.Equal("application/json", accepted.Content.Headers.ContentType!.MediaType);
        Assert.Equal("""{"draining":true}""", await accepted.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_node_that_drains_says_so_and_refuses_what_is_new_in_words()
    {
        await using var host = await ChatHost.StartAsync();
        var (userId, token) = await host.CreateUserAsync("Anna");
        using var anna = new Chat33Client(host.Chat33Url, token, userId);
        await using var socket = await anna.OpenSocketAsync();
        await using var deaf = await SilentSocket.ConnectAsync(anna.SocketUrl, ("FZM-AUTH-TOKEN", token)); // holds it up
        using var portal = new HttpClient { BaseAddress = host.PortalUrl };

        var stopping = host.StopAsync();
        Assert.Equal(GoingAway, (await socket.ClosedAsync()).Code);

        using var ready = await portal.GetAsync("/readyz");
        using var call = await anna.SendAsync("/friend/list", """{"type":3}""");
        using var admin = await host.Admin.PostAsJsonAsync("/admin/users", new { name = "Bert", role = "user" });
        using var late = new ClientWebSocket();
        late.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => late.ConnectAsync(anna.SocketUrl, CancellationToken.None));
        Assert.False(stopping.IsCompleted, "The node was gone before it was asked.");
        Assert.Equal("ok", await portal.GetStringAsync("/healthz"));
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, """{"reasons":["draining"]}"""),
            (ready.StatusCode, await ready.Content.ReadAsStringAsync()));
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "the server is going away"),
            (call.StatusCode, await call.Content.ReadAsStringAsync()));
        Assert.Equal(TimeSpan.FromSeconds(1), call.Headers.RetryAfter!.Delta);
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "application/problem+json"),
            (admin.StatusCode, admin.Content.Headers.ContentType!.MediaType));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, late.HttpStatusCode);
        await stopping;
    }

    [Fact]
    public async Task What_was_answered_while_the_node_drained_is_there_afterwards_once_and_in_order()
    {
        const int pairs = 10;
        var database = await PostgresFixture.CreateDatabaseAsync();
        var writers = Enumerable.Range(0, pairs).Select(number => new CrashPair(number)).ToArray();
        await using (var host = await ChatHost.StartAsync(("ConnectionStrings:Chat", database)))
        {
            await Task.WhenAll(writers.Select(pair => pair.CreateAsync(host.Admin, host.Chat33Url)));
            var writing = writers.Select(pair => pair.WriteAsync(host.Chat33Url)).ToArray();
            await Eventually.TrueAsync(() => writers.All(pair => pair.Acknowledged >= 20));

            await host.StopAsync();
            await Task.WhenAll(writing);
        }

        await using var next = await ChatHost.StartAsync(("ConnectionStrings:Chat", database));
        foreach (var pair in writers)
        {
            Assert.Empty(await pair.CheckAsync(next.Chat33Url));
        }

        Assert.Empty(await next.VerifyLogAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_drained_process_ends_with_zero(bool isCalled)
    {
        await using var server = new ServerProcess();
        await server.StartAsync();
        if (!isCalled)
        {
            Assert.Equal(0, await server.StopAsync());
            return;
        }

        using var admin = server.AdminClient();
        using var answer = await admin.PostAsync("/admin/drain", null);
        answer.EnsureSuccessStatusCode();
        Assert.Equal(0, await server.EndAsync());
    }
}
