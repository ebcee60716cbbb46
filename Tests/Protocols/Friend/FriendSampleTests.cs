using System.Buffers;
using System.Text;
using System.Text.Json;
using OrleansChat.Conversations;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Protocols.Friend;

namespace OrleansChat.Tests.Protocols.Friend;

/// <summary>What the document prints, member for member: the same names in the same order with the same values.</summary>
public sealed class FriendSampleTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly FriendCodec Codec = new(new GatewayOptions { TimeZone = Shanghai });

    [Fact]
    public void The_frame_of_a_client_is_read() => Assert.Equal(
        new FriendInput(FriendInputKind.Message, 22, "", "测试消息"),
        FriendFrameReader.Read(Encoding.UTF8.GetBytes(FriendSamples.Text("send.message"))));

    [Fact]
    public void The_frame_of_a_message_is_written()
    {
        var output = new ArrayBufferWriter<byte>();

        Codec.TryWrite(Message("手机用户13227769909", "测试消息", "2019-05-27 21:31:56"), output);

        FriendSamples.AssertSame("frame.message", JsonDocument.Parse(output.WrittenMemory).RootElement);
    }

    [Fact]
    public void The_frame_of_a_user_who_does_not_exist_is_written()
    {
        var output = new ArrayBufferWriter<byte>();

        Codec.WriteRefusal(output, 33, "", FriendErrors.UserUnknown, UnixMs("2019-05-27 21:40:30"));

        FriendSamples.AssertSame("frame.unknown", JsonDocument.Parse(output.WrittenMemory).RootElement);
    }

    [Fact]
    public void A_page_of_history_is_written()
    {
        ChatMessage[] said =
        [
            Message("手机用户13227769909", "hello!", "2019-05-28 17:00:00"),
            Message("手机用户18066877585", "what's up bro", "2019-05-28 17:00:13"),
            Message("手机用户13227769909", "fine", "2019-05-28 17:00:18"),
        ];
        var page = PageInfo.Of(3, 1, 10, [.. said.Select(message => FriendMapping.ToRow(message, Shanghai))]);

        var answer = FriendAnswer.Of(page, FriendJson.Default.FriendEnvelopePageInfo);

        FriendSamples.AssertSame("history", JsonDocument.Parse(answer.Json).RootElement);
    }

    [Fact]
    public void An_upload_is_answered()
    {
        var data = FriendSamples.Read("upload").GetProperty("data");
        var picture = new PictureData(data.GetProperty("uri").GetString()!, data.GetProperty("url").GetString()!);

        var answer = FriendAnswer.Of(picture, FriendJson.Default.FriendEnvelopePictureData);

        FriendSamples.AssertSame("upload", JsonDocument.Parse(answer.Json).RootElement);
    }

    private static ChatMessage Message(string name, string text, string time) => new(
        "d:22:23", 1, 1024, 23, null, MessageKind.Text, FriendText.ToBody(text), false, UnixMs(time), new Author(name, ""));

    private static long UnixMs(string time) =>
        new DateTimeOffset(DateTime.Parse(time, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8))
            .ToUnixTimeMilliseconds();
}
