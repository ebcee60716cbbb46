using System.Text;
using OrleansChat.WebFrontend.Gateway.Json;

namespace OrleansChat.Tests.Gateway.Json;

public sealed class StrictJsonTests
{
    [Theory]
    [InlineData("""{"a":1,"b":{"a":[1,2,"x"]}}""")]
    [InlineData("""[]""")]
    [InlineData(""" "text" """)]
    [InlineData("""{"a":"\ud83d\ude00\n\\u0000"}""")]
    [InlineData("""{"a":1,"A":2}""")]
    public void A_value_is_taken(string text) => Assert.True(IsOne(text));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{'a':1}""")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("""[{"b":{"a":1,"a":2}}]""")]
    [InlineData("""{"a":"\ud83d"}""")]
    [InlineData("""{"a":"\ude00\ud83d"}""")]
    [InlineData("""{"a":"\ud83dx\ude00"}""")]
    [InlineData("""{"a":"\u0000"}""")]
    [InlineData("""{"\u0000":1}""")]
    [InlineData("{\"a\":\"\0\"}")]
    [InlineData("""{“a”:1}""")]
    public void What_two_parsers_could_read_differently_is_not(string text) => Assert.False(IsOne(text));

    [Fact]
    public void Bytes_that_are_no_text_are_not() => Assert.False(StrictJson.IsOne([(byte)'"', 0xc3, 0x28, (byte)'"']));

    [Theory]
    [InlineData(JsonLimits.MaxDepth, true)]
    [InlineData(JsonLimits.MaxDepth + 1, false)]
    public void Depth_is_bounded(int depth, bool isFine) =>
        Assert.Equal(isFine, IsOne(new string('[', depth) + new string(']', depth)));

    [Theory]
    [InlineData(JsonLimits.MaxMembers, true)]
    [InlineData(JsonLimits.MaxMembers + 1, false)]
    public void Members_are_bounded(int count, bool isFine) => Assert.Equal(
        isFine, IsOne($"{{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"m{i}\":0"))}}}"));

    [Theory]
    [InlineData(JsonLimits.MaxElements, true)]
    [InlineData(JsonLimits.MaxElements + 1, false)]
    public void Elements_are_bounded(int count, bool isFine) =>
        Assert.Equal(isFine, IsOne($"[{string.Join(',', Enumerable.Repeat(0, count))}]"));

    [Theory]
    [InlineData(JsonLimits.MaxNumberLength, true)]
    [InlineData(JsonLimits.MaxNumberLength + 1, false)]
    public void Numbers_are_bounded(int length, bool isFine) => Assert.Equal(isFine, IsOne(new string('9', length)));

    [Fact]
    public void Typographic_quotes_become_plain_ones() => Assert.Equal(
        """{"a":"中"}""",
        Encoding.UTF8.GetString(StrictJson.WithStraightQuotes("{“a”:\"中\"}"u8)));

    private static bool IsOne(string text) => StrictJson.IsOne(Encoding.UTF8.GetBytes(text));
}
