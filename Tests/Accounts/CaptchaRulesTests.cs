using OrleansChat.Accounts;

namespace OrleansChat.Tests.Accounts;

public sealed class CaptchaRulesTests
{
    private const long Start = 1_000_000_000;

    [Theory]
    [InlineData(59_999, false)]
    [InlineData(60_000, true)]
    public void An_unused_captcha_is_followed_after_a_minute(long later, bool expected) =>
        Assert.Equal(expected, CaptchaRules.MaySend(Sent(), Start + later, hasQuotas: true));

    [Fact]
    public void A_used_captcha_is_followed_at_once() =>
        Assert.True(CaptchaRules.MaySend(Sent() with { Hash = "" }, Start, hasQuotas: true));

    [Theory]
    [InlineData(CaptchaRules.MaxPerHour - 1, true, true)]
    [InlineData(CaptchaRules.MaxPerHour, true, false)]
    [InlineData(CaptchaRules.MaxPerHour, false, true)]
    public void Five_an_hour_are_sent_where_quotas_apply(int sent, bool hasQuotas, bool expected)
    {
        var state = new CaptchaState();
        for (var i = 0; i < sent; i++)
        {
            state = CaptchaRules.Send(state, "h", Start + (i * 60_000));
        }

        Assert.Equal(expected, CaptchaRules.MaySend(state, Start + (sent * 60_000), hasQuotas));
        Assert.True(CaptchaRules.MaySend(state, Start + 3_600_000 + (sent * 60_000), hasQuotas));
    }

    [Theory]
    [InlineData(299_999, true)]
    [InlineData(300_000, false)]
    public void A_captcha_is_good_for_five_minutes(long later, bool expected) =>
        Assert.Equal(expected, CaptchaRules.IsGood(Sent(), Start + later));

    [Theory]
    [InlineData(CaptchaRules.MaxTries - 1, true)]
    [InlineData(CaptchaRules.MaxTries, false)]
    public void A_captcha_is_good_for_five_tries(int tries, bool expected) =>
        Assert.Equal(expected, CaptchaRules.IsGood(Sent() with { Tries = tries }, Start));

    private static CaptchaState Sent() => CaptchaRules.Send(new CaptchaState(), "hash", Start);
}
