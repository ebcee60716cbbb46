using System.Text;
using OrleansChat.Conversations;
using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Tests.Protocols.Chat33;

public sealed class Chat33MessageBodyTests
{
    [Theory]
    [InlineData(MessageKind.Announcement, """{"content":"发个公告试试"}""")]
    [InlineData(MessageKind.Text, """{"content":"heeleee"}""")]
    [InlineData(MessageKind.Text, """{"aitList":["1"],"content":"@小明"}""")]
    [InlineData(MessageKind.Audio, """{"mediaUrl":"http://x/a.amr","time":6}""")]
    [InlineData(MessageKind.Image, """{"height":2560,"imageUrl":"http://x/a.jpg","width":1216}""")]
    [InlineData(MessageKind.RedPacket, """{"coin":3,"packetId":"2168bf60","packetType":2,"packetUrl":"http://x/open.html"}""")]
    [InlineData(MessageKind.Video, """{"mediaUrl":"http://x/a.mp4","time":6,"width":1,"height":2}""")]
    [InlineData(MessageKind.Forward, """{}""")]
    [InlineData(MessageKind.File, """{"anything":[1,{"goes":null}]}""")]
    [InlineData(MessageKind.Transfer, """{}""")]
    [InlineData(MessageKind.Receipt, """{}""")]
    [InlineData(MessageKind.RoomCard, """{}""")]
    [InlineData(MessageKind.Image, """{"encryptedMsg":"00ff","fromKey":"a","toKey":"b"}""")]
    public void The_documents_samples_are_complete(MessageKind kind, string body) =>
        Assert.True(Chat33MessageBody.IsComplete(kind, Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData(MessageKind.Announcement, """{}""")]
    [InlineData(MessageKind.Text, """{"Content":"a"}""")]
    [InlineData(MessageKind.Text, """{"content":null}""")]
    [InlineData(MessageKind.Text, """{"content":{"content":"a"}}""")]
    [InlineData(MessageKind.Text, """{"inner":{"content":"a"}}""")]
    [InlineData(MessageKind.Text, """{"encryptedMsg":7}""")]
    [InlineData(MessageKind.Audio, """{"mediaUrl":"http://x/a.amr"}""")]
    [InlineData(MessageKind.Audio, """{"mediaUrl":"http://x/a.amr","time":"6"}""")]
    [InlineData(MessageKind.Image, """{"height":2560,"width":1216}""")]
    [InlineData(MessageKind.Image, """{"imageUrl":"a","width":1216}""")]
    [InlineData(MessageKind.RedPacket, """{"coin":3,"packetType":2,"packetUrl":"http://x/open.html"}""")]
    [InlineData(MessageKind.RedPacket, """{"coin":null,"packetId":"1","packetType":2,"packetUrl":"http://x/open.html"}""")]
    [InlineData(MessageKind.Video, """{"time":6}""")]
    public void A_missing_or_mistyped_member_is_seen(MessageKind kind, string body) =>
        Assert.False(Chat33MessageBody.IsComplete(kind, Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData(7_168, true)]
    [InlineData(7_169, false)]
    public void Text_is_measured_in_characters(int length, bool expected) => Assert.Equal(
        expected, Chat33MessageBody.IsComplete(MessageKind.Text, Encoding.UTF8.GetBytes($$"""{"content":"{{new string('中', length)}}"}""")));

    [Fact]
    public void Every_number_has_a_verdict()
    {
        var sendable = Enumerable.Range(-1, 110).Where(type => Chat33MessageBody.TryKind(type, out _));

        Assert.Equal([0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12], sendable);
    }
}
