using System.Buffers;
using System.Text;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Protocols.Friend;

namespace OrleansChat.Tests.Protocols.Friend;

public sealed class FriendCodecTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly FriendCodec Codec = new(new GatewayOptions { TimeZone = Shanghai });

    /// <summary>2019-05-27 21:31:56 in Shanghai, as the document's sample has it.</summary>
    private const long SampleTime = 1_558_963_916_789;

    [Fact]
    public void A_message_is_the_documents_sample() => Assert.Equal(
        """{"sender":"手机用户13227769909","text":"测试消息","time":"2019-05-27 21:31:56"}""",
        Write(Text("测试消息")));

    [Theory]
    [InlineData("\"<b>&\\ 'q' + `")]
    [InlineData("line\nfeed\ttab\u2028")]
    [InlineData("😀 ﷽")]
    public void Words_come_back_as_they_were_said(string text)
    {
        using var frame = System.Text.Json.JsonDocument.Parse(Write(Text(text))!);

        Assert.Equal(text, frame.RootElement.GetProperty("text").GetString());
        Assert.DoesNotContain('<', frame.RootElement.GetRawText());
    }

    [Theory]
    [InlineData(MessageKind.Image, """{"imageUrl":"http://x/a.png","height":1,"width":1}""", "[图片] http://x/a.png")]
    [InlineData(MessageKind.File, """{"name":"a.pdf","fileUrl":"http://x/1"}""", "[文件] a.pdf http://x/1")]
    [InlineData(MessageKind.Audio, """{"mediaUrl":"http://x/2","time":3}""", "[语音] http://x/2")]
    [InlineData(MessageKind.Video, """{"mediaUrl":"http://x/3","time":3}""", "[视频] http://x/3")]
    [InlineData(MessageKind.RedPacket, """{"packetUrl":"http://x/4","coin":1}""", "[红包] http://x/4")]
    [InlineData(MessageKind.Announcement, """{"content":"words"}""", "words")]
    [InlineData(MessageKind.Text, """{"content":"words","more":"\""}""", "words")]
    public void Other_kinds_are_words(MessageKind kind, string body, string text) => Assert.Equal(
        $$"""{"sender":"手机用户13227769909","text":"{{text}}","time":"2019-05-27 21:31:56"}""",
        Write(Text("") with { Kind = kind, Body = body }));

    [Fact]
    public void Rooms_alerts_and_what_was_taken_back_are_not_shown()
    {
        Assert.Null(Write(Text("x") with { Conversation = "r:7" }));
        Assert.Null(Write(Text("x") with { Conversation = "c:7" }));
        Assert.Null(Write(Text("x") with { Kind = MessageKind.Alert }));
        Assert.Null(Write(Text("x") with { Kind = MessageKind.Membership }));
        Assert.Null(Write(Text("x") with { Body = "" }));
    }

    [Fact]
    public void No_notice_is_shown()
    {
        foreach (var kind in Enum.GetValues<NoticeKind>())
        {
            Assert.False(Codec.TryWrite(new Notice(kind, SampleTime), new ArrayBufferWriter<byte>()));
        }
    }

    /// <summary>The document's sample; it is printed over several lines there.</summary>
    [Theory]
    [InlineData(33, "", "33")]
    [InlineData(-1, "", "-1")]
    [InlineData(0, "abc", "\"abc\"")]
    public void A_refusal_is_the_documents_sample(int to, string shownTo, string json)
    {
        var output = new ArrayBufferWriter<byte>();

        Codec.WriteRefusal(output, to, shownTo, FriendErrors.UserUnknown, SampleTime);

        Assert.Equal(
            $$"""{"id":null,"sender":0,"to":{{json}},"text":"用户不存在","createTime":"2019-05-27 21:31:56"}""",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Times_are_of_the_zone_that_is_set()
    {
        var india = new FriendCodec(new GatewayOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata") });
        var output = new ArrayBufferWriter<byte>();

        india.TryWrite(Text("x"), output);

        Assert.Contains("\"2019-05-27 19:01:56\"", Encoding.UTF8.GetString(output.WrittenSpan), StringComparison.Ordinal);
    }

    [Fact]
    public void Strangers_are_shown_and_own_words_are_not() =>
        Assert.Equal(CodecManner.ShowsStrangers | CodecManner.HidesOwn, Codec.Manner);

    private static ChatMessage Text(string text) => new(
        "d:22:23", 1, 1024, 23, null, MessageKind.Text, FriendText.ToBody(text), false, SampleTime,
        new Author("手机用户13227769909", ""));

    private static string? Write(ChatMessage message)
    {
        var output = new ArrayBufferWriter<byte>();
        return Codec.TryWrite(message, output) ? Encoding.UTF8.GetString(output.WrittenSpan) : null;
    }
}
