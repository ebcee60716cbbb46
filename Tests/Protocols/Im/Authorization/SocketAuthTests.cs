namespace OrleansChat.Tests.Protocols.Im.Authorization;

/// <summary>Whose Auth frame is believed, by the mode of the server and where the socket comes from.</summary>
/// <remarks>Source: security.md, modes and 004; decisions 3 and 4.</remarks>
[Collection(nameof(ImModesTests))]
public sealed class SocketAuthTests(ImModes modes)
{
    [Theory]
    [InlineData(ImMode.Development)]
    [InlineData(ImMode.Trusted)]
    [InlineData(ImMode.Untrusted)]
    [InlineData(ImMode.Production)]
    public async Task His_own_token_makes_him_the_user_in_every_mode(ImMode mode)
    {
        var himself = await UserAsync(mode);
        await using var wire = await KnockAsync(mode);
        await wire.SendAsync(ImAuthTests.Auth(himself.UserId, himself.Token));

        await ImAuthTests.SpeaksAsync(wire, himself.UserId);
    }

    [Theory]
    [InlineData(ImMode.Development)]
    [InlineData(ImMode.Trusted)]
    public async Task A_token_of_the_application_is_believed_where_clients_name_themselves(ImMode mode)
    {
        var himself = await UserAsync(mode);
        await using var wire = await KnockAsync(mode);
        await wire.SendAsync(ImAuthTests.Auth(himself.UserId, "a token of the application"));

        await ImAuthTests.SpeaksAsync(wire, himself.UserId);
    }

    [Theory]
    [InlineData(ImMode.Untrusted)]
    [InlineData(ImMode.Production)]
    public async Task It_is_believed_nowhere_else(ImMode mode)
    {
        var himself = await UserAsync(mode);
        await using var wire = await KnockAsync(mode);
        await wire.SendAsync(ImAuthTests.Auth(himself.UserId, "a token of the application"));

        await ImAuthTests.FailsAsync(wire, himself.UserId);
    }

    [Theory]
    [InlineData(ImMode.Development)]
    [InlineData(ImMode.Trusted)]
    [InlineData(ImMode.Untrusted)]
    [InlineData(ImMode.Production)]
    public async Task What_looks_like_a_token_of_ours_must_be_his_and_good_in_every_mode(ImMode mode)
    {
        var (himself, another) = (await UserAsync(mode), await UserAsync(mode));
        var scene = await Scene.OfAsync(modes.Host(mode));
        foreach (var (userId, token) in ((int, string)[])
            [
                (himself.UserId, another.Token),
                (himself.UserId, new string('x', himself.Token.Length)),
                (scene.Himself.UserId, scene.EndedToken),
            ])
        {
            await using var wire = await KnockAsync(mode);
            await wire.SendAsync(ImAuthTests.Auth(userId, token));

            await ImAuthTests.FailsAsync(wire, userId);
        }
    }

    [Fact]
    public async Task In_Production_who_gave_no_token_is_told_closed_and_has_said_nothing()
    {
        var (himself, another) = (await UserAsync(ImMode.Production), await UserAsync(ImMode.Production));
        await using var wire = await KnockAsync(ImMode.Production);
        await wire.SendAsync(ImWire.Say(5, himself.UserId, another.UserId, "early"));
        var early = await wire.ExpectAsync("the error", one => ImWire.Refuses(one, 5));
        Assert.Equal(("未鉴权", 401), ImWire.ErrorOf(early));
        await wire.SendAsync(ImAuthTests.Auth(himself.UserId, ""));
        await wire.SendAsync(ImWire.Say(6, himself.UserId, another.UserId, "late"));

        await ImAuthTests.FailsAsync(wire, himself.UserId);
        await using var others = await KnockAsync(ImMode.Production);
        await others.SendAsync(ImAuthTests.Auth(another.UserId, another.Token));
        await ImAuthTests.SpeaksAsync(others, another.UserId);
        Assert.DoesNotContain(others.Seen, text => text.Contains("OfflineMessage", StringComparison.Ordinal));
    }

    private async Task<SpecUser> UserAsync(ImMode mode)
    {
        var (userId, token) = await modes.Host(mode).CreateUserAsync("somebody");
        return new SpecUser(userId, token);
    }

    private Task<WireSocket> KnockAsync(ImMode mode)
    {
        var url = new Uri(modes.Host(mode).UrlOf("Im", "SocketUrl"), "/ws").ToSocketUri();
        return mode is ImMode.Trusted or ImMode.Untrusted
            ? WireSocket.ConnectAsync(
                url,
                ("X-Forwarded-For", mode is ImMode.Trusted ? ImModes.TrustedAddress : ImModes.UntrustedAddress))
            : WireSocket.ConnectAsync(url);
    }
}
