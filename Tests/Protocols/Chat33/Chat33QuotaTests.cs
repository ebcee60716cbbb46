using System.Text.Json;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>What is counted in production. Source: security.md, rates.</summary>
public sealed class Chat33QuotaTests : IAsyncLifetime
{
    private ChatHost? _host;

    private ChatHost Host => _host ?? throw new InvalidOperationException("The server is not started.");

    public async Task InitializeAsync() =>
        _host = await ChatHost.StartAsync(TestRuntime.Nodes, ("Chat:Security:Mode", "Production"), ("Chat:Sms:FixedCode", ""));

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();

    [Fact]
    public async Task Whether_a_number_is_registered_is_said_to_users_ten_times_a_minute_and_to_nobody_else()
    {
        using var stranger = new Chat33Client(Host.Chat33Url);
        using var visitor = new Chat33Client(Host.Chat33Url);
        visitor.Headers["FZM-UUID"] = "a-device";
        using var anna = await UserAsync();
        using var bert = await UserAsync();

        Assert.Equal(-3000, await AskAsync(stranger));
        Assert.Equal(-3000, await AskAsync(visitor));
        Assert.Equal(Enumerable.Repeat(0, 10).Append(-3000), await TimesAsync(11, () => AskAsync(anna)));
        Assert.Equal(0, await AskAsync(bert));
    }

    [Fact]
    public async Task The_account_service_says_it_ten_times_a_minute_to_one_address()
    {
        using var stranger = new Chat33Client(Host.Chat33Url);

        var codes = await TimesAsync(11, () => CodeAsync(stranger, "/v1/user/is-reg", $"mobile={Chat33Host.NextMobile()}"));

        Assert.Equal(Enumerable.Repeat(200, 10).Append(-3000), codes);
    }

    [Fact]
    public async Task One_asks_twenty_people_an_hour_to_be_his_friends()
    {
        using var anna = await UserAsync();
        using var bert = await UserAsync();

        var codes = await TimesAsync(21, () => anna.RefusalAsync("/friend/add", new { id = bert.Id }));

        Assert.Equal(Enumerable.Repeat(0, 20).Append(-1012), codes);
    }

    [Fact]
    public async Task One_searches_thirty_times_a_minute()
    {
        using var anna = await UserAsync();

        var codes = await TimesAsync(31, () => anna.RefusalAsync("/chat33/search", new { markId = "999999999" }));

        Assert.Equal(Enumerable.Repeat(0, 30).Append(-1012), codes);
    }

    private static async Task<List<int>> TimesAsync(int times, Func<Task<int>> ask)
    {
        var answers = new List<int>();
        while (answers.Count < times)
        {
            answers.Add(await ask());
        }

        return answers;
    }

    private static Task<int> AskAsync(Chat33Client client) =>
        client.RefusalAsync("/user/isreg", new { mobile = Chat33Host.NextMobile() });

    private static async Task<int> CodeAsync(Chat33Client client, string path, string form)
    {
        using var answer = await client.SendAsync(path, form);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetInt32();
    }

    private async Task<Chat33Client> UserAsync()
    {
        var (userId, token) = await Host.CreateUserAsync("somebody");
        return new Chat33Client(Host.Chat33Url, token, userId);
    }
}
