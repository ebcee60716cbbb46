using System.Net.Http.Json;
using System.Text.Json;

namespace OrleansChat.Tests.Crash;

[Trait("Category", "Crash")]
public sealed class KillTests
{
    private const int Cycles = 10;
    private const int Pairs = 20;
    private const int AcknowledgedPerCycle = 400;

    [Fact]
    public async Task Killing_server_and_database_under_load_loses_doubles_and_reorders_nothing()
    {
        await using var server = new ServerProcess();
        await server.StartAsync();
        var pairs = Enumerable.Range(0, Pairs).Select(number => new CrashPair(number)).ToArray();
        using (var admin = server.AdminClient())
        {
            await Task.WhenAll(pairs.Select(pair => pair.CreateAsync(admin, server.Chat33)));
        }

        for (var cycle = 1; cycle <= Cycles; cycle++)
        {
            var writing = pairs.Select(pair => pair.WriteAsync(server.Chat33)).ToArray();
            while (pairs.Sum(pair => pair.Acknowledged) < cycle * AcknowledgedPerCycle)
            {
                Assert.DoesNotContain(writing, task => task.IsCompleted);
                await Task.Delay(10);
            }

            await server.KillAsync();
            await Task.WhenAll(writing);
            await server.StartAsync();
            foreach (var pair in pairs)
            {
                Assert.Empty(await pair.CheckAsync(server.Chat33));
            }

            using var admin = server.AdminClient();
            var verdict = await admin.GetFromJsonAsync<JsonElement>("/admin/log/verify");
            Assert.True(verdict.GetProperty("ok").GetBoolean(), $"cycle {cycle}: {verdict}");
        }
    }
}
