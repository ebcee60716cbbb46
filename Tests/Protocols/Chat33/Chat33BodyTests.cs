using System.Text;
using OrleansChat.Errors;
using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Tests.Protocols.Chat33;

public sealed class Chat33BodyTests
{
    [Fact]
    public void No_bytes_are_an_empty_object()
    {
        var body = Chat33Body.Parse([]);

        Assert.Equal("", body.OptionalText("name", 10));
        Assert.Equal(ChatError.None, body.Error);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("""{"id":"1","id":"2"}""")]
    [InlineData("""{"id":"1","ID":"1"}""")]
    [InlineData("""{"a":"\u0000"}""")]
    [InlineData("""{"a":"\udfff"}""")]
    public void What_is_no_strict_object_is_a_wrong_value(string text) =>
        Assert.Equal(ChatError.InvalidValue, Parse(text).Error);

    [Theory]
    [InlineData("""{}""", ChatError.MissingValue)]
    [InlineData("""{"id":null}""", ChatError.MissingValue)]
    [InlineData("""{"id":""}""", ChatError.MissingValue)]
    [InlineData("""{"id":"x"}""", ChatError.InvalidValue)]
    [InlineData("""{"id":true}""", ChatError.InvalidValue)]
    [InlineData("""{"id":["1"]}""", ChatError.InvalidValue)]
    [InlineData("""{"id":"0"}""", ChatError.InvalidValue)]
    [InlineData("""{"id":-1}""", ChatError.InvalidValue)]
    [InlineData("""{"id":1.5}""", ChatError.InvalidValue)]
    [InlineData("""{"id":"2147483648"}""", ChatError.InvalidValue)]
    [InlineData("""{"id":"2147483647"}""", ChatError.None)]
    [InlineData("""{"ID":7}""", ChatError.None)]
    public void An_id_is_digits_or_a_number(string text, ChatError expected)
    {
        var body = Parse(text);

        body.UserId("id");

        Assert.Equal(expected, body.Error);
    }

    [Fact]
    public void The_first_thing_wrong_is_the_one_reported()
    {
        var body = Parse("""{"number":"x"}""");

        body.Text("name", 10);
        body.Int("number", 1, 3);

        Assert.Equal(ChatError.MissingValue, body.Error);
    }

    [Theory]
    [InlineData("""{"rootId":"9"}""", 9, ChatError.None)]
    [InlineData("""{"roomId":9}""", 9, ChatError.None)]
    [InlineData("""{"roomid":"9"}""", 9, ChatError.None)]
    [InlineData("""{"rootId":"9","roomId":9}""", 9, ChatError.None)]
    [InlineData("""{"rootId":"9","roomId":"8"}""", 0, ChatError.InvalidValue)]
    [InlineData("""{"rootId":"","roomId":"8"}""", 8, ChatError.None)]
    [InlineData("""{}""", 0, ChatError.MissingValue)]
    public void A_room_has_two_names_that_must_agree(string text, long expected, ChatError error)
    {
        var body = Parse(text);

        Assert.Equal(expected, body.RoomId("rootId", "roomId"));
        Assert.Equal(error, body.Error);
    }

    [Theory]
    [InlineData("""{"mobile":"13900000001"}""", ChatError.None)]
    [InlineData("""{"phone":"13900000001"}""", ChatError.None)]
    [InlineData("""{"phone":"13900000001","mobile":"13900000002"}""", ChatError.InvalidValue)]
    [InlineData("""{"mobile":"1390000000"}""", ChatError.InvalidValue)]
    [InlineData("""{"mobile":"139000000011"}""", ChatError.InvalidValue)]
    [InlineData("""{"mobile":"1390000000a"}""", ChatError.InvalidValue)]
    [InlineData("""{"mobile":"１３９００００００００"}""", ChatError.InvalidValue)]
    [InlineData("""{"mobile":13900000001}""", ChatError.InvalidValue)]
    [InlineData("""{"mobile":""}""", ChatError.MissingValue)]
    public void A_mobile_number_is_eleven_digits(string text, ChatError expected)
    {
        var body = Parse(text);

        body.Mobile("mobile", "phone");

        Assert.Equal(expected, body.Error);
    }

    [Theory]
    [InlineData("""{"n":1}""", ChatError.None)]
    [InlineData("""{"n":"2"}""", ChatError.None)]
    [InlineData("""{"n":0}""", ChatError.InvalidValue)]
    [InlineData("""{"n":3}""", ChatError.InvalidValue)]
    [InlineData("""{"n":1.0}""", ChatError.InvalidValue)]
    [InlineData("""{"n":true}""", ChatError.InvalidValue)]
    [InlineData("""{"n":""}""", ChatError.MissingValue)]
    public void A_switch_is_one_or_two(string text, ChatError expected)
    {
        var body = Parse(text);

        body.Switch("n");

        Assert.Equal(expected, body.Error);
    }

    [Theory]
    [InlineData("""{}""", null, ChatError.None)]
    [InlineData("""{"startId":""}""", null, ChatError.None)]
    [InlineData("""{"startId":"0"}""", null, ChatError.None)]
    [InlineData("""{"startId":"-1"}""", null, ChatError.None)]
    [InlineData("""{"startId":0}""", null, ChatError.None)]
    [InlineData("""{"startId":null}""", null, ChatError.None)]
    [InlineData("""{"startId":"1024"}""", 1024L, ChatError.None)]
    [InlineData("""{"startId":1025}""", 1025L, ChatError.None)]
    [InlineData("""{"startId":"1268242042090294800"}""", 1268242042090294784L, ChatError.None)]
    [InlineData("""{"startId":"new"}""", 0L, ChatError.InvalidValue)]
    public void A_start_is_a_log_id_or_the_newest(string text, long? expected, ChatError error)
    {
        var body = Parse(text);

        Assert.Equal(expected, body.StartId("startId"));
        Assert.Equal(error, body.Error);
    }

    [Theory]
    [InlineData("""{"users":["1",2,"2"]}""", new[] { 1, 2 }, ChatError.None)]
    [InlineData("""{"users":[]}""", new int[0], ChatError.None)]
    [InlineData("""{}""", new int[0], ChatError.MissingValue)]
    [InlineData("""{"users":"1"}""", new int[0], ChatError.InvalidValue)]
    [InlineData("""{"users":[null]}""", new int[0], ChatError.InvalidValue)]
    [InlineData("""{"users":["1","x"]}""", new int[0], ChatError.InvalidValue)]
    public void Users_are_a_list_of_ids(string text, int[] expected, ChatError error)
    {
        var body = Parse(text);

        Assert.Equal(expected, body.UserIds("users"));
        Assert.Equal(error, body.Error);
    }

    [Theory]
    [InlineData(500, ChatError.None)]
    [InlineData(501, ChatError.InvalidValue)]
    public void Users_are_bounded(int count, ChatError expected)
    {
        var body = Parse($$"""{"users":[{{string.Join(',', Enumerable.Range(1, count))}}]}""");

        body.UserIds("users");

        Assert.Equal(expected, body.Error);
    }

    [Theory]
    [InlineData("""{"remark":""}""", ChatError.None)]
    [InlineData("""{}""", ChatError.MissingValue)]
    [InlineData("""{"remark":5}""", ChatError.InvalidValue)]
    [InlineData("""{"remark":"12345678901"}""", ChatError.InvalidValue)]
    public void A_text_that_may_be_empty_must_be_there(string text, ChatError expected)
    {
        var body = Parse(text);

        body.TextOrEmpty("remark", 10);

        Assert.Equal(expected, body.Error);
    }

    [Fact]
    public void Twenty_thousand_mutated_bodies_are_answers_and_never_exceptions()
    {
        const int Seed = 20_260_734;
        var random = new Random(Seed);
        var good = Encoding.UTF8.GetBytes(
            """{"id":"7","roomId":9,"users":["1","2"],"name":"小明\n","number":"20","startId":"1024","mobile":"13900000001"}""");
        var refused = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = HostileBytes.Mutate(good, random);
            try
            {
                refused += ReadAll(Chat33Body.Parse(bytes)) is ChatError.None ? 0 : 1;
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {Seed}, body {i}: {Convert.ToBase64String(bytes)}", failure);
            }
        }

        Assert.InRange(refused, 1, 19_999);
    }

    private static ChatError ReadAll(Chat33Body body)
    {
        body.UserId("id");
        body.RoomId("rootId", "roomId");
        body.UserIds("users");
        body.Text("name", 64);
        body.OptionalNumber("number", 20, 1, 200);
        body.StartId("startId");
        body.Mobile("mobile", "phone");
        return body.Error;
    }

    private static Chat33Body Parse(string text) => Chat33Body.Parse(Encoding.UTF8.GetBytes(text));
}
