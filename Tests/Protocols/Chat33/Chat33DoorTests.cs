using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrleansChat.Errors;
using OrleansChat.Tests.Gateway;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Tests.Protocols.Chat33;

public sealed class Chat33DoorTests
{
    [Fact]
    public async Task Where_routes_are_counted_a_counter_that_does_not_answer_lets_nobody_in()
    {
        await using var gateway = await GatewayServer.StartAsync(options: new GatewayOptions { Strict = true });

        await Assert.ThrowsAsync<TimeoutException>(() => AdmitAsync(gateway));
    }

    [Fact]
    public async Task In_development_nobody_counts()
    {
        await using var gateway = await GatewayServer.StartAsync(options: new GatewayOptions { Strict = false });

        Assert.Equal(ChatError.None, (await AdmitAsync(gateway)).Error);
    }

    private static Task<Reply<Chat33Call>> AdmitAsync(GatewayServer gateway)
    {
        var verb = Chat33AccountEndpoints.Verbs.Single(verb => verb.Path == "/v1/user/is-reg");
        var body = Chat33Body.Parse(Encoding.UTF8.GetBytes("""{"mobile":"13900000001"}"""));
        return ActivatorUtilities.CreateInstance<Chat33Door>(gateway.App.Services)
            .AdmitAsync(new DefaultHttpContext(), verb, body);
    }
}
