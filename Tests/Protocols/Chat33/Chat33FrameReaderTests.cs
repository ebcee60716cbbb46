using System.Text;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Tests.Protocols.Chat33;

public sealed class Chat33FrameReaderTests
{
    /// <summary>The document's own sample, with its tabs.</summary>
    private const string Sample = "{\n\t\"eventType\": 0,\n\t\"msgId\": \"123123\",\n\t\"channelType\": 2,\n\t\"targetId\": \"9\",\n" +
        "\t\"msgType\": 1,\n    \"msg\": {\n        \"content\":\"文本消息\"\n    }\n}";

    [Fact]
    public void The_documents_sample_is_read()
    {
        var frame = Read(Sample);

        Assert.Equal(ChatError.None, frame.Error);
        Assert.Equal("123123", frame.MessageId);
        Assert.Equal(
            new ClientMessage(2, 9, MessageKind.Text, "{\n        \"content\":\"文本消息\"\n    }", IsSnap: false), frame.Message);
    }

    [Theory]
    [InlineData("""{"msgId":7,"channelType":"3","targetId":12,"msgType":"1","isSnap":"1","msg":{"content":""},"ext":{"a":[1]}}""")]
    [InlineData("""{"eventType":null,"msgId":"7","channelType":3,"targetId":"12","msgType":1,"isSnap":1,"msg":{"content":""}}""")]
    public void Digits_and_numbers_mean_the_same_and_unknown_members_nothing(string text)
    {
        var frame = Read(text);

        Assert.Equal(new ClientFrame(ChatError.None, 0, "7", new ClientMessage(3, 12, MessageKind.Text, """{"content":""}""", true)), frame);
    }

    [Theory]
    [InlineData("""{“eventType”:0,“msgId”:“7”,“channelType”:3,“targetId”:“12”,“msgType”:1,“msg”:{“content”:“嗨”}}""")]
    [InlineData("""{“msgId”:"7","channelType":3,"targetId":"12","msgType":1,"msg":{"content":"嗨"}}""")]
    public void Typographic_quotes_are_straightened_where_the_frame_would_fail(string text)
    {
        var frame = Read(text);

        Assert.Equal("7", frame.MessageId);
        Assert.Equal("""{"content":"嗨"}""", frame.Message?.Body);
    }

    [Fact]
    public void Typographic_quotes_inside_a_good_frame_are_text()
    {
        var frame = Read("""{"channelType":3,"targetId":"12","msgType":1,"msg":{"content":"“嗨”"}}""");

        Assert.Equal("""{"content":"“嗨”"}""", frame.Message?.Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("""{"eventType":0,}""")]
    [InlineData("""{"msgId":"1","msgId":"2"}""")]
    [InlineData("""{"msgId":"1","msg\u0049d":"2"}""")]
    [InlineData("""{"msg":{"content":"a","content":"b"}}""")]
    [InlineData("""{"msg":{"content":"\u0000"}}""")]
    [InlineData("""{"msg":{"content":"\ud800"}}""")]
    [InlineData("""{"msg":{"content":"\udc00\ud800"}}""")]
    [InlineData("""{"msg":{"content":"\ud800\n\udc00"}}""")]
    [InlineData("""{"msg":{"\ud800":1}}""")]
    [InlineData("""{"msg":{"time":123456789012345678901234567890123}}""")]
    public void What_is_no_json_of_ours_is_malformed(string text) =>
        Assert.Equal(new ClientFrame(ChatError.MalformedFrame, 0, "", null), Read(text));

    [Fact]
    public void Bytes_that_are_no_utf8_are_malformed() =>
        Assert.Equal(ChatError.MalformedFrame, Chat33FrameReader.Read([.. "{\"msgId\":\""u8, 0xC3, .. "\"}"u8]).Error);

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    [InlineData(10_000, false)]
    public void Depth_is_bounded(int depth, bool isJson)
    {
        var text = "{\"x\":" + new string('[', depth - 1) + new string(']', depth - 1) + "}";

        Assert.Equal(isJson ? ChatError.InvalidValue : ChatError.MalformedFrame, Read(text).Error);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Members_are_bounded(int members, bool isJson)
    {
        var text = "{" + string.Join(',', Enumerable.Range(0, members).Select(i => $"\"m{i}\":1")) + "}";

        Assert.Equal(isJson ? ChatError.InvalidValue : ChatError.MalformedFrame, Read(text).Error);
    }

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    public void Elements_are_bounded(int elements, bool isJson)
    {
        var text = "{\"x\":[" + string.Join(',', Enumerable.Repeat("1", elements)) + "]}";

        Assert.Equal(isJson ? ChatError.InvalidValue : ChatError.MalformedFrame, Read(text).Error);
    }

    [Fact]
    public void A_client_cannot_use_a_key_of_the_servers_own()
    {
        var frame = Read("""{"msgId":"\u0001own","channelType":2,"targetId":"9","msgType":1,"msg":{"content":""}}""");

        Assert.Equal((ChatError.InvalidValue, ""), (frame.Error, frame.MessageId));
    }

    [Theory]
    [InlineData("""{"msgId":"7"}""")]
    [InlineData("""{"msgId":"7","channelType":2,"msgType":1,"msg":{"content":""}}""")]
    [InlineData("""{"msgId":"7","channelType":2,"targetId":"","msgType":1,"msg":{"content":""}}""")]
    [InlineData("""{"msgId":"7","channelType":2,"targetId":"x","msgType":1,"msg":{"content":""}}""")]
    [InlineData("""{"msgId":"7","channelType":2,"targetId":"0","msgType":1,"msg":{"content":""}}""")]
    [InlineData("""{"msgId":"7","channelType":2,"targetId":"-9","msgType":1,"msg":{"content":""}}""")]
    [InlineData("""{"msgId":"7","channelType":2,"targetId":"99999999999999999999","msgType":1,"msg":{"content":""}}""")]
    [InlineData("""{"msgId":"7","channelType":2,"targetId":9.5,"msgType":1,"msg":{"content":""}}""")]
    [InlineData("""{"msgId":"7","channelType":0,"targetId":"9","msgType":1,"msg":{"content":""}}""")]
    [InlineData("""{"msgId":"7","channelType":4,"targetId":"9","msgType":1,"msg":{"content":""}}""")]
    [InlineData("""{"msgId":"7","channelType":4294967298,"targetId":"9","msgType":1,"msg":{"content":""}}""")]
    [InlineData("""{"msgId":"7","channelType":{"a":1},"targetId":"9","msgType":1,"msg":{"content":""}}""")]
    [InlineData("""{"msgId":"7","channelType":2,"targetId":"9","msg":{"content":""}}""")]
    [InlineData("""{"msgId":"7","channelType":2,"targetId":"9","msgType":6,"msg":{"content":""}}""")]
    [InlineData("""{"msgId":"7","channelType":2,"targetId":"9","msgType":7,"msg":{"content":""}}""")]
    [InlineData("""{"msgId":"7","channelType":2,"targetId":"9","msgType":13,"msg":{"content":""}}""")]
    [InlineData("""{"msgId":"7","channelType":2,"targetId":"9","msgType":100,"msg":{"content":""}}""")]
    [InlineData("""{"msgId":"7","channelType":2,"targetId":"9","msgType":1}""")]
    [InlineData("""{"msgId":"7","channelType":2,"targetId":"9","msgType":1,"msg":null}""")]
    [InlineData("""{"msgId":"7","channelType":2,"targetId":"9","msgType":1,"msg":"text"}""")]
    [InlineData("""{"msgId":"7","channelType":2,"targetId":"9","msgType":1,"msg":[{"content":""}]}""")]
    [InlineData("""{"msgId":"7","channelType":2,"targetId":"9","msgType":1,"msg":{}}""")]
    [InlineData("""{"msgId":"7","channelType":2,"targetId":"9","msgType":1,"msg":{"content":7}}""")]
    [InlineData("""{"msgId":"7","channelType":2,"targetId":"9","msgType":1,"msg":{"content":""},"isSnap":3}""")]
    [InlineData("""{"msgId":"7","eventType":true}""")]
    public void Wrong_shapes_are_refused_under_the_clients_own_id(string text) =>
        Assert.Equal(new ClientFrame(ChatError.InvalidValue, 0, "7", null), Read(text));

    [Theory]
    [InlineData("""{"msgId":{"a":1}}""")]
    [InlineData("""{"msgId":true}""")]
    [InlineData("""{"msgId":1.5}""")]
    public void A_client_id_that_is_no_id_is_refused(string text) =>
        Assert.Equal(new ClientFrame(ChatError.InvalidValue, 0, "", null), Read(text));

    [Theory]
    [InlineData(128, ChatError.None)]
    [InlineData(129, ChatError.InvalidValue)]
    public void A_client_id_is_bounded(int length, ChatError expected)
    {
        var id = new string('i', length);

        var frame = Read($$$"""{"msgId":"{{{id}}}","channelType":2,"targetId":"9","msgType":1,"msg":{"content":""}}""");

        Assert.Equal(expected, frame.Error);
    }

    [Theory]
    [InlineData(1, "\"9\"", ChatError.None, 9)]
    [InlineData(1, "9", ChatError.None, 9)]
    [InlineData(1, "\"\"", ChatError.InvalidValue, 0)]
    [InlineData(1, "null", ChatError.InvalidValue, 0)]
    [InlineData(1, "0", ChatError.InvalidValue, 0)]
    [InlineData(1, "{}", ChatError.InvalidValue, 0)]
    [InlineData(2, "\"9\"", ChatError.None, 9)]
    [InlineData(2, "\"nine\"", ChatError.None, 0)]
    [InlineData(2, "-9", ChatError.None, 0)]
    public void Who_comes_in_says_where_and_who_leaves_is_never_refused(
        int eventType, string groupId, ChatError error, long chatRoomId) => Assert.Equal(
        new ClientFrame(error, eventType, "m", null, chatRoomId),
        Read($$"""{"eventType":{{eventType}},"msgId":"m","groupId":{{groupId}}}"""));

    [Theory]
    [InlineData(3, "")]
    [InlineData(31, "m")]
    [InlineData(-5, "m")]
    public void Other_events_are_read_without_a_message(int eventType, string messageId) => Assert.Equal(
        new ClientFrame(ChatError.None, eventType, messageId, null),
        Read($$"""{"eventType":{{eventType}},"msgId":"{{messageId}}","groupId":"9"}"""));

    [Fact]
    public void Twenty_thousand_mutated_frames_are_answers_and_never_exceptions()
    {
        const int Seed = 20_260_733;
        var random = new Random(Seed);
        var accepted = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = HostileBytes.Mutate(Encoding.UTF8.GetBytes(Sample), random);
            try
            {
                var frame = Chat33FrameReader.Read(bytes);
                accepted += frame.Error is ChatError.None ? 1 : 0;
                HostileBytes.AssertRoundTrips(frame);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {Seed}, frame {i}: {Convert.ToBase64String(bytes)}", failure);
            }
        }

        Assert.InRange(accepted, 1, 19_999);
    }

    private static ClientFrame Read(string text) => Chat33FrameReader.Read(Encoding.UTF8.GetBytes(text));
}
