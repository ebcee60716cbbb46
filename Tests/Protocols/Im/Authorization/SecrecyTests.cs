using System.Net.Http.Json;

namespace OrleansChat.Tests.Protocols.Im.Authorization;

/// <summary>What is secret is not logged, whatever becomes of the call.</summary>
[Collection(nameof(ImModesTests))]
public sealed class SecrecyTests(ImModes modes)
{
    [Fact]
    public async Task No_log_has_a_token_a_nonce_a_signature_or_a_secret()
    {
        List<string> secrets = [ImModes.Secret, ImModes.OtherSecret];
        foreach (var mode in Enum.GetValues<ImMode>())
        {
            var good = new AppCaller { Body = AppCaller.BodyOf($"secret-{mode}") };
            var bad = good with { Secret = ImModes.OtherSecret, Nonce = $"a-bad-nonce-in-{mode}" };
            foreach (var caller in (AppCaller[])[good, good, bad])
            {
                using var request = caller.Request();
                await modes.SendAsync(mode, request);
                secrets.AddRange(caller.Nonce, caller.Signature);
            }

            var (userId, token) = await modes.Host(mode).CreateUserAsync("somebody");
            foreach (var each in (string[])[token, new string('w', 42) + (int)mode, $"token-of-the-app-in-{mode}"])
            {
                secrets.Add(each);
                using var query = new HttpRequestMessage(
                    HttpMethod.Post, new Uri($"/im/user/chat/list?token={each}", UriKind.Relative))
                {
                    Content = JsonContent.Create(new { userId }),
                };
                using var body = new HttpRequestMessage(
                    HttpMethod.Post, new Uri("/im/user/chat/list", UriKind.Relative))
                {
                    Content = JsonContent.Create(new { userId, token = each }),
                };
                using var file = new HttpRequestMessage(
                    HttpMethod.Get, new Uri($"/file/down/{userId}?token={each}", UriKind.Relative));
                await modes.SendAsync(mode, query);
                await modes.SendAsync(mode, body);
                await modes.SendAsync(mode, file);
            }
        }

        var lines = modes.Log.Entries.Select(line => $"{line.Text} {line.Fault}").ToArray();
        Assert.NotEmpty(lines);
        Assert.Empty(
            from line in lines
            from secret in secrets
            where line.Contains(secret, StringComparison.Ordinal)
            select line);
    }
}
