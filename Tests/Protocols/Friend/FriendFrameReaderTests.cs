using System.Text;
using System.Text.Json;
using OrleansChat.WebFrontend.Protocols.Friend;

namespace OrleansChat.Tests.Protocols.Friend;

public sealed class FriendFrameReaderTests
{
    /// <summary>The document's own sample, with its spaces.</summary>
    private const string Sample = """
        {
            "senderId":"23",   
            "to":"22",
            "text":"测试消息"
        }
        """;

    private static readonly string[] Splices =
    [
        "null", "true", "{}", "[]", "[[[[", "\\u0000", "\\ud800", "1e999", "-", "99999999999999999999", "\"\"", ",", ":", "“",
        "”", "\"to\":", "\"text\":", "\"msgId\":", "\\\"", "\u00a0", "\0", "}", "{", "ping",
    ];

    [Theory]
    [InlineData(Sample)]
    [InlineData("""{"senderId":23,"to":22,"text":"测试消息"}""")]
    [InlineData("""{"to":" 22 ","text":"测试消息","unknown":{"a":[1]}}""")]
    [InlineData("""{“senderId”:“23”,“to”:“22”,“text”:“测试消息”}""")]
    [InlineData("""{"senderId":null,"to":"22","text":"\u6d4b试消息","msgId":null}""")]
    public void A_message_is_read(string text) =>
        Assert.Equal(new FriendInput(FriendInputKind.Message, 22, "", "测试消息"), Read(text));

    [Theory]
    [InlineData("""{"to":22,"text":5}""", "5")]
    [InlineData("""{"to":22,"text":1.50}""", "1.50")]
    [InlineData("""{"to":22,"text":true}""", "true")]
    [InlineData("""{"to":22,"text":{"a": [1, "中"]}}""", """{"a": [1, "中"]}""")]
    [InlineData("""{"to":22,"text":[]}""", "[]")]
    public void What_is_no_text_is_said_as_json(string text, string said) =>
        Assert.Equal(new FriendInput(FriendInputKind.Message, 22, "", said), Read(text));

    [Theory]
    [InlineData("\"m1\"", "m1")]
    [InlineData("17", "17")]
    [InlineData("\"\"", "")]
    public void A_key_of_the_clients_own_is_taken(string json, string key) => Assert.Equal(
        new FriendInput(FriendInputKind.Message, 22, "", "x", key),
        Read($$"""{"to":"22","text":"x","msgId":{{json}}}"""));

    [Theory]
    [InlineData("""{"to":"","text":"x"}""")]
    [InlineData("""{"to":"  ","text":"x"}""")]
    [InlineData("""{"to":null,"text":"x"}""")]
    [InlineData("""{"to":true,"text":"x"}""")]
    [InlineData("""{"to":["22"],"text":"x"}""")]
    [InlineData("""{"to":{"id":22},"text":"x"}""")]
    [InlineData("""{"text":"x"}""")]
    [InlineData("""{"to":"22"}""")]
    [InlineData("""{"to":"22","text":null}""")]
    [InlineData("""{"to":"22","text":"x","to":"23"}""")]
    [InlineData("""{"to":"22","text":"\u0000"}""")]
    [InlineData("""{"to":"22","text":"\ud83d"}""")]
    [InlineData("""{"to":"22","text":"x","msgId":{}}""")]
    [InlineData("""{"to":"22","text":"x","msgId":"\u0001a-1"}""")]
    [InlineData("""["to","22"]""")]
    [InlineData("""
        "ping"
        """)]
    [InlineData("pings")]
    [InlineData("22")]
    [InlineData("")]
    public void Everything_else_is_no_message(string text) => Assert.Equal(default, Read(text));

    [Theory]
    [InlineData("\"abc\"", "abc")]
    [InlineData("\"22a\"", "22a")]
    [InlineData("99999999999", "99999999999")]
    [InlineData("22.5", "22.5")]
    [InlineData("\"用户\"", "用户")]
    public void A_receiver_that_is_no_number_is_named_as_he_was_written(string json, string shown) => Assert.Equal(
        new FriendInput(FriendInputKind.UnknownReceiver, 0, shown, "x"), Read($$"""{"to":{{json}},"text":"x"}"""));

    [Theory]
    [InlineData(0, FriendInputKind.Nothing)]
    [InlineData(1, FriendInputKind.Message)]
    [InlineData(FriendLimits.MaxTextLength, FriendInputKind.Message)]
    [InlineData(FriendLimits.MaxTextLength + 1, FriendInputKind.TooLong)]
    public void A_text_is_bounded(int length, object kind) =>
        Assert.Equal(kind, Read($$"""{"to":22,"text":"{{new string('字', length)}}"}""").Kind);

    [Theory]
    [InlineData(FriendLimits.MaxMessageIdLength, FriendInputKind.Message)]
    [InlineData(FriendLimits.MaxMessageIdLength + 1, FriendInputKind.Malformed)]
    public void A_key_is_bounded(int length, object kind) =>
        Assert.Equal(kind, Read($$"""{"to":22,"text":"x","msgId":"{{new string('i', length)}}"}""").Kind);

    [Theory]
    [InlineData(FriendLimits.MaxIdLength, FriendInputKind.UnknownReceiver)]
    [InlineData(FriendLimits.MaxIdLength + 1, FriendInputKind.Malformed)]
    public void A_receiver_is_bounded(int length, object kind) =>
        Assert.Equal(kind, Read($$"""{"to":"{{new string('i', length)}}","text":"x"}""").Kind);

    [Fact]
    public void A_bare_ping_is_one() => Assert.Equal(FriendInputKind.Ping, Read("ping").Kind);

    [Fact]
    public void Twenty_thousand_mutated_frames_are_answers_and_never_exceptions()
    {
        const int Seed = 20_260_703;
        var random = new Random(Seed);
        var messages = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = Mutation.Of(Encoding.UTF8.GetBytes(Sample), Splices, random);
            try
            {
                var input = FriendFrameReader.Read(bytes);
                messages += input.Kind is FriendInputKind.Message ? 1 : 0;
                using var body = JsonDocument.Parse(FriendText.ToBody(input.Text ?? ""));
                Assert.Equal(input.Text ?? "", body.RootElement.GetProperty("content").GetString());
                Assert.DoesNotContain('\0', input.Text ?? "");
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {Seed}, frame {i}: {Convert.ToBase64String(bytes)}", failure);
            }
        }

        Assert.InRange(messages, 1, 19_999);
    }

    private static FriendInput Read(string text) => FriendFrameReader.Read(Encoding.UTF8.GetBytes(text));
}
