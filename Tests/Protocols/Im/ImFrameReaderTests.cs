using System.Text;
using OrleansChat.WebFrontend.Protocols.Im;

namespace OrleansChat.Tests.Protocols.Im;

public sealed class ImFrameReaderTests
{
    [Fact]
    public void The_documented_message_is_read()
    {
        var frame = ImFrameReader.Read("""
            {"id":1268242042090295296,"fromUserId":3,"toUserId":2,"chatType":"Single","msgType":"Text","content":"Hello,World"}
            """u8);

        Assert.True(frame.IsObject);
        Assert.Equal(ImMembers.None, frame.Broken);
        Assert.Equal((1268242042090295296, 3, 2), (frame.Id, frame.FromUserId, frame.ToUserId));
        Assert.Equal((ImMessageType.Text, ImChatType.Single), (frame.Type, frame.ChatType));
        Assert.Equal("Hello,World", frame.ContentText());
        Assert.Equal("\"Hello,World\"", Encoding.UTF8.GetString(frame.Content));
    }

    [Theory]
    [InlineData("""{"msgType":"Auth","fromUserId":3,"content":"{'token'}"}""", "{'token'}")]
    [InlineData("""{"msgType":"Auth","fromUserId":3,"content":"{\"token\":\"t2\"}","id":1}""", "{\"token\":\"t2\"}")]
    [InlineData("""{"msgType":"Auth","fromUserId":"3","content":{"token":"t2"}}""", "{\"token\":\"t2\"}")]
    [InlineData("""{“msgType”:“Auth”,“fromUserId”:3,“content”:“t2”}""", "t2")]
    [InlineData("""{"msgType":"Auth","\u0066romUserId":3,"content":"t2"}""", "t2")]
    [InlineData("""{"msgType":"Auth","fromUserId":3,"content":"t2","other":[{"a":[1]}],"isRead":false}""", "t2")]
    public void Auth_is_read_in_every_form(string text, string content)
    {
        var frame = ImFrameReader.Read(Encoding.UTF8.GetBytes(text));

        Span<char> control = stackalloc char[ImLimits.MaxControlContent];
        Assert.Equal((ImMessageType.Auth, 3), (frame.Type, frame.FromUserId));
        Assert.Equal(content, control[..frame.ControlText(control)].ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("""{"id":1268242042090295296 "chatType":"Single"}""")] // as the document prints it
    [InlineData("""{"id":1,"id":2}""")]
    [InlineData("""{"id":1,"\u0069d":2}""")]
    [InlineData("""{"x":1,"x":2}""")]
    [InlineData("""{"x":{"y":1,"y":2}}""")]
    [InlineData("""{"content":"\ud800"}""")]
    [InlineData("""{"content":"\u0000"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"id":111111111111111111111111111111111}""")]
    [InlineData("""{"x":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}""")]
    public void What_two_parsers_could_read_differently_is_no_frame(string text) =>
        Assert.False(ImFrameReader.Read(Encoding.UTF8.GetBytes(text)).IsObject);

    [Fact]
    public void What_is_no_text_is_no_frame()
    {
        Assert.False(ImFrameReader.Read([(byte)'{', (byte)'"', 0xC3, (byte)'"', (byte)':', (byte)'1', (byte)'}']).IsObject);
        Assert.False(ImFrameReader.Read(new byte[ImLimits.MaxFrameBytes + 1]).IsObject);
    }

    [Theory]
    [InlineData("1573246520524935200", 1573246520524935168)] // as JavaScript prints it
    [InlineData("\"1573246520524935168\"", 1573246520524935168)]
    [InlineData("1268242042090295297", 1268242042090295296)]
    [InlineData("\"1268242042090295297\"", 1268242042090295296)]
    [InlineData("9007199254740991", 9007199254740991)]
    [InlineData("1", 1)]
    public void Ids_are_read_as_they_were_meant(string id, long meant) =>
        Assert.Equal(meant, ImFrameReader.Read(Encoding.UTF8.GetBytes($$"""{"id":{{id}}}""")).Id);

    [Theory]
    [InlineData("id", "0")]
    [InlineData("id", "-1")]
    [InlineData("id", "1.5")]
    [InlineData("id", "1e3")]
    [InlineData("id", "\"x\"")]
    [InlineData("id", "\"\"")]
    [InlineData("id", "true")]
    [InlineData("id", "99999999999999999999")]
    [InlineData("fromUserId", "2147483648")]
    [InlineData("fromUserId", "0")]
    [InlineData("toUserId", "\"3a\"")]
    [InlineData("toUserId", "{}")]
    [InlineData("teamId", "[]")]
    [InlineData("timestamp", "\"now\"")]
    [InlineData("msgType", "\"Unknown\"")]
    [InlineData("msgType", "\"None\"")]
    [InlineData("msgType", "\"text\"")]
    [InlineData("msgType", "1")]
    [InlineData("chatType", "\"Everybody\"")]
    [InlineData("eventType", "\"Party\"")]
    public void A_member_of_the_wrong_type_is_known_as_broken(string name, string value)
    {
        var frame = ImFrameReader.Read(Encoding.UTF8.GetBytes($$"""{"{{name}}":{{value}},"content":"x"}"""));

        Assert.True(frame.IsObject);
        Assert.NotEqual(ImMembers.None, frame.Broken);
        Assert.Equal("x", frame.ContentText());
        Assert.Equal((0, 0, 0, 0L, 0L), (frame.FromUserId, frame.ToUserId, (int)frame.Type, frame.TeamId, frame.Id));
    }

    [Fact]
    public void Null_counts_as_absent()
    {
        var frame = ImFrameReader.Read("""{"id":null,"teamId":null,"content":null,"msgType":"Text","eventType":null}"""u8);

        Assert.Equal((ImMembers.MessageType, ImMembers.None), (frame.Present, frame.Broken));
    }

    [Fact]
    public void Team_is_another_word_for_group() =>
        Assert.Equal(ImChatType.Group, ImFrameReader.Read("""{"chatType":"Team"}"""u8).ChatType);

    [Fact]
    public void Hostile_bytes_are_values()
    {
        const int Seed = 41;
        string[] good =
        [
            """{"id":1268242042090295296,"fromUserId":3,"toUserId":2,"chatType":"Single","msgType":"Text","content":"Hello,World"}""",
            """{"msgType":"Auth","fromUserId":3,"content":"{\"token\":\"t2\"}","x":[1,{"y":"é"}]}""",
            """{"id":1,"chatType":"Group","teamId":"9","msgType":"Ack","content":"{'srcId': 1268242042090295296}"}""",
            """{“msgType”:“Event”,"eventType":"Like","timestamp":1722332144206,"content":"\u4f60\ud83d\ude00"}""",
        ];
        var random = new Random(Seed);
        Span<char> text = stackalloc char[ImLimits.MaxControlContent];
        var (objects, others) = (0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = HostileFrames.Mutate(Encoding.UTF8.GetBytes(good[i % good.Length]), random);
            var frame = ImFrameReader.Read(bytes);
            if (!frame.IsObject)
            {
                others++;
                continue;
            }

            objects++;
            var control = text[..frame.ControlText(text)];
            Assert.InRange(ImControlContent.ReadId(control, "srcId"), 0, long.MaxValue);
            if (frame.HasText)
            {
                Assert.Equal(frame.ContentText().Length == 0, frame.Content.Length == 2);
                Assert.InRange(frame.ContentBytes(), 0, ImLimits.MaxFrameBytes);
                HostileFrames.AssertKeeps(ImBodies.OfText(frame.Content, 0).Body, frame.ContentText());
            }
        }

        Assert.True(objects > 500 && others > 5_000, $"seed {Seed}: {objects} objects, {others} others");
    }
}
