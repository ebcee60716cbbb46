using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;
using OrleansChat.Fanout;
using OrleansChat.Silo.Cluster.Streams;
using OrleansChat.Tests.Protocols.Chat33;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Cluster;

/// <summary>Deliveries by Orleans' own memory streams, where the setting asks for them.</summary>
public sealed class MemoryStreamSettingTests
{
    [Fact]
    public async Task What_is_said_through_one_node_comes_out_of_the_other()
    {
        await using var host = await ChatHost.StartAsync(TestRuntime.Nodes, ("Chat:Delivery:StreamProvider", "Memory"));
        var (annaId, annasToken) = await host.CreateUserAsync("Anna");
        var (bertId, bertsToken) = await host.CreateUserAsync("Bert");
        using var anna = new Chat33Client(host.Chat33Url, annasToken, annaId);
        using var bert = new Chat33Client(host.Chat33Url, bertsToken, bertId);
        await Chat33Host.BefriendAsync(anna, bert);
        await using var annas = await anna.OpenSocketAsync();
        await using var berts = await bert.OpenSocketAsync();

        foreach (var said in new[] { "m1", "m2", "m3" })
        {
            await annas.SendAsync(Chat33Client.Say(bertId, said, "hello"));
            await berts.ExpectAsync("what Anna says", frame => Chat33Client.IsMessage(frame, said));
        }

        Assert.IsNotType<PushStreamProvider>(
            host.Services.GetRequiredKeyedService<IStreamProvider>(Delivery.Provider));
    }
}
