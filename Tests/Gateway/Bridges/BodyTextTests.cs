using OrleansChat.Conversations;
using OrleansChat.WebFrontend.Gateway.Bridges;

namespace OrleansChat.Tests.Gateway.Bridges;

public sealed class BodyTextTests
{
    [Theory]
    [InlineData(MessageKind.Text, """{"content":"好的"}""", "好的")]
    [InlineData(MessageKind.Announcement, """{"content":"open at nine"}""", "open at nine")]
    [InlineData(MessageKind.Image, """{"imageUrl":"http://a/1.png","height":3,"width":4}""", "[图片] http://a/1.png")]
    [InlineData(MessageKind.File, """{"fileUrl":"http://a/f","name":"a b.pdf","size":9}""", "[文件] a b.pdf http://a/f")]
    [InlineData(MessageKind.Audio, """{"mediaUrl":"http://a/1.amr","time":3}""", "[语音] http://a/1.amr")]
    [InlineData(MessageKind.Video, """{"mediaUrl":"http://a/1.mp4","time":3}""", "[视频] http://a/1.mp4")]
    [InlineData(MessageKind.RedPacket, """{"coin":1,"packetUrl":"http://a/p"}""", "[红包] http://a/p")]
    [InlineData(MessageKind.Alert, """{"type":4,"content":"Bob left"}""", "Bob left")]
    [InlineData(MessageKind.Forward, """{"data":[]}""", "[聊天记录]")]
    [InlineData(MessageKind.Transfer, "{}", "[转账]")]
    [InlineData(MessageKind.Receipt, "{}", "[收款]")]
    [InlineData(MessageKind.RoomCard, "{}", "[群名片]")]
    [InlineData(MessageKind.Text, """{"encryptedMsg":"x","fromKey":"y"}""", "[加密消息]")]
    [InlineData(MessageKind.Image, """{"height":3}""", "[图片]")]
    [InlineData(MessageKind.Text, """{"content":7}""", "")]
    [InlineData(MessageKind.Text, "", "")]
    public void Every_kind_has_words(MessageKind kind, string body, string expected) =>
        Assert.Equal(expected, BodyText.Of(kind, body));

    [Theory]
    [InlineData(MessageKind.Image, """{"imageUrl":"http://a/1.png"}""", "http://a/1.png")]
    [InlineData(MessageKind.File, """{"fileUrl":"http://a/f"}""", "http://a/f")]
    [InlineData(MessageKind.Video, """{"mediaUrl":"http://a/v"}""", "http://a/v")]
    [InlineData(MessageKind.RedPacket, """{"packetUrl":"http://a/p"}""", "http://a/p")]
    [InlineData(MessageKind.Text, """{"content":"http://a/1.png"}""", "")]
    [InlineData(MessageKind.Image, "[]", "")]
    [InlineData(MessageKind.Image, "", "")]
    public void Some_kinds_have_an_address(MessageKind kind, string body, string expected) => Assert.Equal(
        expected, BodyText.UrlOf(new ChatMessage("d:1:2", 1, 1, 1, null, kind, body, false, 0, null)));

    [Theory]
    [InlineData("""{"content":"hello"}""", "hello")]
    [InlineData("""{"content":""}""", "")]
    [InlineData("""{"content":"a \"quoted\" \\ \u597d"}""", """a \"quoted\" \\ \u597d""")]
    [InlineData("""{"content":"a","content2":"b"}""", null)]
    [InlineData("""{"content":"a\"}""", null)]
    [InlineData("""{"content":"a\\"}""", """a\\""")]
    [InlineData("""{"content" :"a"}""", null)]
    [InlineData("""{"content":"}""", null)]
    [InlineData("", null)]
    public void Plain_words_can_be_copied_as_they_stand(string body, string? expected)
    {
        var isPlain = BodyText.TryEscaped(body, out var escaped);

        Assert.Equal(expected, isPlain ? escaped.ToString() : null);
    }
}
