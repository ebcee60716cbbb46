using OrleansChat.Accounts;
using OrleansChat.Errors;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Accounts;

public sealed class CaptchaGrainTests
{
    private const string Mobile = "13800000001";

    [Fact]
    public async Task A_captcha_is_good_once()
    {
        await using var cluster = await TestCluster.StartAsync();
        await Captcha(cluster).SendAsync(CancellationToken.None);
        var digits = Assert.Single(cluster.Phones.Sent).Captcha;

        Assert.Equal(6, digits.Length);
        Assert.Equal(ChatError.None, await Captcha(cluster).UseAsync(digits, CancellationToken.None));
        Assert.Equal(ChatError.CaptchaExpired, await Captcha(cluster).UseAsync(digits, CancellationToken.None));
    }

    [Fact]
    public async Task A_captcha_that_was_proved_can_still_be_used()
    {
        await using var cluster = await TestCluster.StartAsync();
        await Captcha(cluster).SendAsync(CancellationToken.None);
        var digits = cluster.Phones.Sent[0].Captcha;

        Assert.Equal(ChatError.WrongCaptcha, await Captcha(cluster).ProveAsync("wrong", CancellationToken.None));
        Assert.Equal(ChatError.None, await Captcha(cluster).ProveAsync(digits, CancellationToken.None));
        Assert.Equal(ChatError.None, await Captcha(cluster).UseAsync(digits, CancellationToken.None));
        Assert.Equal(ChatError.CaptchaExpired, await Captcha(cluster).ProveAsync(digits, CancellationToken.None));
    }

    [Fact]
    public async Task Five_wrong_tries_spoil_it_even_across_a_crash()
    {
        await using var cluster = await TestCluster.StartAsync();
        await Captcha(cluster).SendAsync(CancellationToken.None);
        var digits = cluster.Phones.Sent[0].Captcha;
        for (var i = 0; i < CaptchaRules.MaxTries; i++)
        {
            Assert.Equal(ChatError.WrongCaptcha, await Captcha(cluster).UseAsync("wrong", CancellationToken.None));
        }

        await using var after = await cluster.CrashAsync();

        Assert.Equal(ChatError.CaptchaExpired, await Captcha(after).UseAsync(digits, CancellationToken.None));
    }

    [Fact]
    public async Task A_second_one_within_the_minute_is_refused()
    {
        await using var cluster = await TestCluster.StartAsync();
        await Captcha(cluster).SendAsync(CancellationToken.None);

        Assert.Equal(ChatError.CaptchaRefused, await Captcha(cluster).SendAsync(CancellationToken.None));
        Assert.Single(cluster.Phones.Sent);
    }

    [Fact]
    public async Task A_provider_that_is_away_is_a_refusal()
    {
        await using var cluster = await TestCluster.StartAsync();
        cluster.Phones.IsFailing = true;

        Assert.Equal(ChatError.CaptchaRefused, await Captcha(cluster).SendAsync(CancellationToken.None));
    }

    [Fact]
    public async Task The_fixed_captcha_is_the_only_good_one_and_is_not_sent()
    {
        await using var cluster = await TestCluster.StartAsync(new AccountOptions("123456", [], HasQuotas: false));

        Assert.Equal(ChatError.None, await Captcha(cluster).SendAsync(CancellationToken.None));
        Assert.Equal(ChatError.WrongCaptcha, await Captcha(cluster).UseAsync("654321", CancellationToken.None));
        Assert.Equal(ChatError.None, await Captcha(cluster).UseAsync("123456", CancellationToken.None));
        Assert.Empty(cluster.Phones.Sent);
    }

    private static ICaptchaGrain Captcha(TestCluster cluster) => cluster.Grains.GetGrain<ICaptchaGrain>(Mobile);
}
