using System.Buffers;
using System.Text;
using System.Text.Json;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Protocols.Im;

namespace OrleansChat.Tests.Protocols.Im;

public sealed class ImCodecTests
{
    private const long Id = 1573246520524935168;
    private static readonly ImCodecs Codecs = new(new ImOptions());

    [Fact]
    public void A_message_is_the_frame_of_the_reference_exchange() => Assert.Equal(
        """{"fromUserId":3,"toUserId":2,"teamId":null,"msgType":"Text","eventType":null,"content":"Hello,World","id":1573246520524935168,"timestamp":1722332144206,"chatType":"Single","stateEnum":"ServerToClientIng","isRead":false}""",
        Written(Text("""{"content":"Hello,World"}""")));

    [Fact]
    public void A_message_of_a_team_names_it()
    {
        var frame = Shown(Text("""{"content":"大家好"}""") with { Conversation = "r:9" });

        Assert.Equal("Group", frame.GetProperty("chatType").GetString());
        Assert.Equal(9, frame.GetProperty("teamId").GetInt64());
        Assert.Equal(JsonValueKind.Null, frame.GetProperty("toUserId").ValueKind);
        Assert.Equal("大家好", frame.GetProperty("content").GetString());
    }

    [Theory]
    [InlineData(MessageKind.Image, """{"imageUrl":"http://a/b.png","height":1,"width":2}""", "Image", "http://a/b.png")]
    [InlineData(MessageKind.File, """{"fileUrl":"http://a/b.pdf","size":1,"md5":"","name":"b"}""", "File", "http://a/b.pdf")]
    [InlineData(MessageKind.Audio, """{"mediaUrl":"http://a/b.mp3","time":1}""", "Audio", "http://a/b.mp3")]
    [InlineData(MessageKind.Video, """{"mediaUrl":"http://a/b.mp4","time":1}""", "Video", "http://a/b.mp4")]
    [InlineData(MessageKind.RedPacket, """{"coin":1,"packetId":"1","packetType":1,"packetUrl":"http://p"}""", "Link", "http://p")]
    [InlineData(MessageKind.Announcement, """{"content":"公告"}""", "Event", "公告")]
    [InlineData(MessageKind.Alert, """{"content":"提示"}""", "Event", "提示")]
    [InlineData(MessageKind.Transfer, """{"x":1}""", "Text", "[转账]")]
    [InlineData(MessageKind.Text, """{"content":"a","more":"\""}""", "Text", "a")]
    [InlineData(MessageKind.Text, """{"encryptedMsg":"x","fromKey":"k"}""", "Text", "[加密消息]")]
    [InlineData(MessageKind.Image, """{"encryptedMsg":"x"}""", "Text", "[加密消息]")]
    [InlineData(MessageKind.Text, """{"content":"\"<a>\" \\ 你\n"}""", "Text", "\"<a>\" \\ 你\n")]
    public void What_others_say_is_shown_by_the_table(MessageKind kind, string body, string type, string content)
    {
        var frame = Shown(Text(body) with { Kind = kind });

        Assert.Equal(type, frame.GetProperty("msgType").GetString());
        Assert.Equal(content, frame.GetProperty("content").GetString());
        Assert.Equal(JsonValueKind.Null, frame.GetProperty("eventType").ValueKind);
    }

    [Theory]
    [InlineData("Text", "None", "Hello \"world\" \\ 你好", 0)]
    [InlineData("Text", "None", "a\nb=@/ c", 1722332144206)]
    [InlineData("Image", "None", "/file/down/123123.png", 0)]
    [InlineData("Image", "None", "https://a.example/b.png", 1722332144206)]
    [InlineData("File", "None", "/im/file/down/a/b/c.pdf", 0)]
    [InlineData("Video", "None", "v.mp4", 5)]
    [InlineData("Audio", "None", "/file/down/a.mp3", 5)]
    [InlineData("Location", "None", """{"x":1,"y":2}""", 0)]
    [InlineData("Link", "None", "https://a.example", 0)]
    [InlineData("Event", "Like", "12", 1722332144206)]
    public void What_this_protocol_says_is_shown_to_the_letter(
        string type, string eventType, string content, long timestamp)
    {
        var stored = ImBodies.Of(
            Enum.Parse<ImMessageType>(type), Enum.Parse<ImEventType>(eventType), content, timestamp, "http://127.0.0.1:8093");
        var frame = Shown(Text(stored.Body) with { Kind = stored.Kind, Wording = stored.Wording });

        Assert.Equal(type, frame.GetProperty("msgType").GetString());
        Assert.Equal(eventType == "None" ? null : eventType, frame.GetProperty("eventType").GetString());
        Assert.Equal(content, frame.GetProperty("content").GetString());
        Assert.Equal(timestamp == 0 ? 1722332144206 : timestamp, frame.GetProperty("timestamp").GetInt64());
    }

    [Theory]
    [InlineData("Image", "/file/down/1.png", """{"imageUrl":"http://h/im/file/down/1.png","height":0,"width":0}""")]
    [InlineData("Image", "https://a/1.png", """{"imageUrl":"https://a/1.png","height":0,"width":0}""")]
    [InlineData("File", "/im/file/down/a/b/c.pdf?x=/", """{"fileUrl":"http://h/im/file/down/a/b/c.pdf?x=/","size":0,"md5":"","name":"c.pdf"}""")]
    [InlineData("Audio", "/file/down/1.mp3", """{"mediaUrl":"http://h/im/file/down/1.mp3","time":0}""")]
    [InlineData("Video", "/file/down/1.mp4", """{"mediaUrl":"http://h/im/file/down/1.mp4","time":0}""")]
    [InlineData("Location", "上海", """{"content":"[位置] 上海"}""")]
    [InlineData("Link", "https://a", """{"content":"[链接] https://a"}""")]
    [InlineData("Event", "5", """{"content":"[动态] 5"}""")]
    public void Others_are_given_what_they_understand(string type, string content, string body) =>
        Assert.Equal(body, ImBodies.Of(Enum.Parse<ImMessageType>(type), ImEventType.None, content, 0, "http://h").Body);

    [Fact]
    public void A_text_is_stored_as_its_client_wrote_it()
    {
        Assert.Equal(
            new ImBodies.Stored(MessageKind.Text, """{"content":"\u4f60\n"}""", null),
            ImBodies.OfText("\"\\u4f60\\n\""u8, timestamp: 0));
        Assert.Equal("Im Text@5=\n", ImBodies.OfText("\"a\""u8, timestamp: 5).Wording);
    }

    [Fact]
    public void The_words_of_another_protocol_are_not_ours()
    {
        Assert.False(ImWording.TryRead(Wording.Of("Friend", "Text", "x"), out _));
        Assert.False(ImWording.TryRead(Wording.Of("Im", "Nonsense", "x"), out _));
        Assert.False(ImWording.TryRead(null, out _));
    }

    [Fact]
    public void Ids_may_be_texts()
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.True(Codecs.Texts.TryWrite(Text("""{"content":"a"}"""), output));

        Assert.Equal("1573246520524935168", JsonDocument.Parse(output.WrittenMemory).RootElement.GetProperty("id").GetString());
    }

    [Fact]
    public void The_time_of_the_server_is_shown_when_it_is_asked_for()
    {
        var output = new ArrayBufferWriter<byte>();
        new ImCodecs(new ImOptions { ServerSendTime = true }).Numbers.TryWrite(
            Text("""{"content":"a"}""") with { Wording = "Im Text@5=\n" }, output);

        var frame = JsonDocument.Parse(output.WrittenMemory).RootElement;
        Assert.Equal((5, 1722332144206), (
            frame.GetProperty("timestamp").GetInt64(), frame.GetProperty("serverSendTime").GetInt64()));
    }

    [Fact]
    public void The_server_speaks_as_user_1()
    {
        var frame = Shown(Text("""{"content":"提示"}""") with { SenderId = 0, Kind = MessageKind.Alert });

        Assert.Equal(1, frame.GetProperty("fromUserId").GetInt32());
        Assert.Equal(JsonValueKind.Null, frame.GetProperty("toUserId").ValueKind);
    }

    [Theory]
    [InlineData("r:9", MessageKind.Membership)]
    [InlineData("x:9", MessageKind.Text)]
    [InlineData("c:9", MessageKind.Text)]
    public void What_the_protocol_does_not_know_is_not_shown(string conversation, MessageKind kind) => Assert.False(
        Codecs.Numbers.TryWrite(
            Text("""{"content":"a"}""") with { Conversation = conversation, Kind = kind }, new ArrayBufferWriter<byte>()));

    [Fact]
    public void Chat_rooms_are_shown_where_they_are_open()
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.True(new ImCodecs(new ImOptions { ChatRooms = true }).Numbers.TryWrite(
            Text("""{"content":"a"}""") with { Conversation = "c:9" }, output));

        Assert.Equal("Room", JsonDocument.Parse(output.WrittenMemory).RootElement.GetProperty("chatType").GetString());
    }

    [Fact]
    public void Notices_are_not_shown() =>
        Assert.False(Codecs.Numbers.TryWrite(new Notice(NoticeKind.SessionEnded, 1), new ArrayBufferWriter<byte>()));

    [Fact]
    public void A_sender_sees_his_own_words_only_when_it_is_asked_for()
    {
        Assert.Equal(
            CodecManner.ShowsStrangers | CodecManner.HidesOwn | CodecManner.Confirms, Codecs.Numbers.Manner);
        Assert.Equal(
            CodecManner.ShowsStrangers | CodecManner.Confirms,
            new ImCodecs(new ImOptions { SyncSelf = true }).Numbers.Manner);
    }

    private static ChatMessage Text(string body) =>
        new("d:2:3", 5, Id, 3, null, MessageKind.Text, body, false, 1722332144206, null);

    private static string Written(ChatMessage message)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.True(Codecs.Numbers.TryWrite(message, output));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static JsonElement Shown(ChatMessage message) => JsonDocument.Parse(Written(message)).RootElement;
}
