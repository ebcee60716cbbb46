using OrleansChat.WebFrontend.Protocols.Im;

namespace OrleansChat.Tests.Protocols.Im;

/// <summary>Decision 1: the content of Auth and Ack frames.</summary>
public sealed class ImControlContentTests
{
    [Theory]
    [InlineData("{\"token\":\"t2\"}", "t2")]
    [InlineData("{'token':'t2'}", "t2")]
    [InlineData("{'token'}", "token")]
    [InlineData("{\"t2\"}", "t2")]
    [InlineData("{t2}", "t2")]
    [InlineData("{token:t2}", "t2")]
    [InlineData("t2", "t2")]
    [InlineData("'t2'", "t2")]
    [InlineData("\"t2\"", "t2")]
    [InlineData("  { 'token' : 't2' }  ", "t2")]
    [InlineData("{\"user\":3,\"token\":\"t2\",\"more\":[1,{\"a\":\"}\"}]}", "t2")]
    [InlineData("{\"token\":\"a\\\"b\\\\c\\/d\"}", "a\"b\\c/d")]
    [InlineData("{\"token\":12}", "12")]
    [InlineData("eyJhbGciOi.J9-_=", "eyJhbGciOi.J9-_=")]
    [InlineData("{\"token\":\"令牌\"}", "令牌")]
    public void A_token_is_read_in_every_form(string content, string token) => Assert.Equal(token, Read(content, "token"));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{}")]
    [InlineData("{''}")]
    [InlineData("{\"token\":\"\"}")]
    [InlineData("{\"token\":null}")]
    [InlineData("{\"other\":\"t2\"}")]
    [InlineData("{\"token\":\"t2\"")]
    [InlineData("{\"token\":\"t2\"}}")]
    [InlineData("{\"token\":\"t2\"} x")]
    [InlineData("{\"token\":\"t2\",\"token\":\"t3\"}")]
    [InlineData("{'t2','t3'}")]
    [InlineData("{'a':1,'t3'}")]
    [InlineData("{\"token\":{\"a\":1}}")]
    [InlineData("{\"token\":\"a\\u0041\"}")]
    [InlineData("{\"token\":\"a\\")]
    [InlineData("{\"a\":[1,2},\"token\":\"t\"")]
    [InlineData("'t2")]
    [InlineData("a\u0001b")]
    public void What_holds_no_token_is_nothing(string content) => Assert.Equal("", Read(content, "token"));

    [Theory]
    [InlineData("{'srcId': 1268242042090295296}", 1268242042090295296)]
    [InlineData("{\"srcId\":1268242042090295296}", 1268242042090295296)]
    [InlineData("{\"srcId\":\"1268242042090295296\"}", 1268242042090295296)]
    [InlineData("{1268242042090295296}", 1268242042090295296)]
    [InlineData("1268242042090295296", 1268242042090295296)]
    [InlineData("{'srcId': 1573246520524935200}", 1573246520524935168)] // as JavaScript prints it
    [InlineData("{'srcId': 9007199254740993}", 9007199254740992)]
    [InlineData("{'srcId': 9007199254740991}", 9007199254740991)]
    [InlineData("{'srcId': 7}", 7)]
    [InlineData("{'srcId': -7}", 0)]
    [InlineData("{'srcId': 1.5}", 0)]
    [InlineData("{'srcId': 99999999999999999999}", 0)]
    [InlineData("{'srcId': x}", 0)]
    public void An_id_is_read_as_the_client_meant_it(string content, long id) =>
        Assert.Equal(id, ImControlContent.ReadId(content, "srcId"));

    [Fact]
    public void A_content_that_is_too_long_is_nothing()
    {
        Assert.Equal("", Read(new string('x', ImLimits.MaxControlContent + 1), "token"));
        Assert.Equal(ImLimits.MaxControlContent, Read(new string('x', ImLimits.MaxControlContent), "token").Length);
    }

    [Fact]
    public void Whatever_comes_is_a_value()
    {
        const int Seed = 4;
        const string Letters = "{}[]'\",:\\ \ttokensrcId123\u0000\ud800";
        var random = new Random(Seed);
        var read = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var content = new string([.. Enumerable.Range(0, random.Next(24)).Select(_ => Letters[random.Next(Letters.Length)])]);
            read += Read(content, "token").Length > 0 ? 1 : 0;
            Assert.InRange(ImControlContent.ReadId(content, "srcId"), 0, long.MaxValue);
        }

        Assert.InRange(read, 100, 19_900); // both outcomes were met
    }

    private static string Read(string content, string name)
    {
        Span<char> value = stackalloc char[ImLimits.MaxControlContent];
        return value[..ImControlContent.Read(content, name, value)].ToString();
    }
}
