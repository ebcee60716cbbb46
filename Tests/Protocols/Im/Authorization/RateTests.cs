using System.Net.Http.Json;

namespace OrleansChat.Tests.Protocols.Im.Authorization;

/// <summary>How often a user may call in strict modes.</summary>
[Collection(nameof(ImModesTests))]
public sealed class RateTests(ImModes modes)
{
    private const string Refused = """500 {"code":500,"msg":"发送频率过快，请稍后再试"}""";

    [Fact]
    public async Task Ids_are_given_sixty_times_a_minute()
    {
        var answers = await CallAsync(ImMode.Production, "/im/message/get/id", 61);

        Assert.Equal([Refused], answers.Where(answer => !answer.StartsWith("200 {\"id\":", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Calls_of_one_user_are_counted_in_production_alone()
    {
        const int MoreThanTwoMinutesWorth = 1_300;

        Assert.Contains(Refused, await CallAsync(ImMode.Production, "/im/custom/get/group", MoreThanTwoMinutesWorth));
        Assert.DoesNotContain(Refused, await CallAsync(ImMode.Strict, "/im/custom/get/group", MoreThanTwoMinutesWorth));
    }

    private async Task<string[]> CallAsync(ImMode mode, string path, int times)
    {
        var (_, token) = await modes.Host(mode).CreateUserAsync("somebody");
        var answers = new string[times];
        await Parallel.ForAsync(0, times, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
            {
                Content = JsonContent.Create(new { customId = 1 }),
            };
            request.Headers.Add("token", token);
            answers[number] = $"{await modes.SendAsync(mode, request)}";
        });
        return answers;
    }
}
