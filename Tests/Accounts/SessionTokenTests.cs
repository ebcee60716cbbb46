using OrleansChat.Accounts;

namespace OrleansChat.Tests.Accounts;

public sealed class SessionTokenTests
{
    [Fact]
    public void A_token_is_256_bits_that_need_no_escaping()
    {
        var token = SessionToken.Create();

        Assert.Equal(43, token.Length);
        Assert.All(token, letter => Assert.True(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'));
        Assert.NotEqual(token, SessionToken.Create());
    }

    [Fact]
    public void The_id_is_the_hash_in_lower_case() => // SHA-256 of "abc", FIPS 180-2, appendix B.1
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", SessionToken.SessionId("abc"));
}
