using System.Buffers;
using System.Text;
using System.Text.Json;
using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Friends;
using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>Bytes, not objects: what goes over the wire.</summary>
public sealed class Chat33CodecTests
{
    private static readonly ChatMessage Sample = new(
        "r:9",
        Seq: 3,
        MessageId: 1268242042090294784,
        SenderId: 1,
        ClientMessageId: "123123",
        MessageKind.Text,
        """{"content":"文本消息"}""",
        BurnAfterReading: false,
        SentAtUnixMs: 1568738777731,
        new Author("昵称", "http://xxx/xxx/xxx.jpg"));

    [Fact]
    public void A_room_message_is_the_frame_of_the_documents_sample()
    {
        var frame = Encode(Sample);

        Assert.Equal(
            """{"eventType":0,"msgId":"123123","channelType":2,"fromId":"1","targetId":"9","datetime":1568738777731""" +
            ""","logId":"1268242042090294784","msgType":1,"msg":{"content":"文本消息"},"isSnap":2""" +
            ""","senderInfo":{"nickname":"昵称","avatar":"http://xxx/xxx/xxx.jpg"}}""",
            frame);
    }

    [Theory]
    [InlineData(7, "12")]
    [InlineData(12, "7")]
    public void A_direct_message_is_for_the_one_who_did_not_write_it(int senderId, string targetId)
    {
        var frame = Parse(Encode(Sample with { Conversation = "d:7:12", SenderId = senderId }));

        Assert.Equal(3, frame.GetProperty("channelType").GetInt32());
        Assert.Equal(targetId, frame.GetProperty("targetId").GetString());
    }

    [Fact]
    public void Texts_of_users_cannot_leave_their_string()
    {
        const string Hostile = "\"}],</script>&\u2028\u0001\\";

        var frame = Encode(Sample with { ClientMessageId = Hostile, Author = new Author(Hostile, Hostile) });

        Assert.DoesNotContain('<', frame);
        Assert.DoesNotContain('\u2028', frame);
        Assert.Equal(Hostile, Parse(frame).GetProperty("msgId").GetString());
        Assert.Equal(Hostile, Parse(frame).GetProperty("senderInfo").GetProperty("nickname").GetString());
        Assert.Equal(Hostile, Parse(frame).GetProperty("senderInfo").GetProperty("avatar").GetString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(170)]
    [InlineData(171)]
    [InlineData(510)]
    [InlineData(7168)]
    [InlineData(20000)]
    public void Long_texts_arrive_whole(int length)
    {
        var text = string.Concat(Enumerable.Repeat("中😀a", length)).Substring(0, length);
        text = char.IsHighSurrogate(text[^1]) ? text[..^1] + "x" : text;

        var frame = Parse(Encode(Sample with { Body = $$"""{"content":"{{text}}"}""", Author = new Author(text, text) }));

        Assert.Equal(text, frame.GetProperty("msg").GetProperty("content").GetString());
        Assert.Equal(text, frame.GetProperty("senderInfo").GetProperty("avatar").GetString());
    }

    [Fact]
    public void A_change_of_members_shows_no_message()
    {
        var output = new ArrayBufferWriter<byte>();

        var shown = Chat33Codec.Document.TryWrite(Sample with { Kind = MessageKind.Membership }, output);

        Assert.False(shown);
        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public void A_key_of_the_servers_own_is_shown_to_nobody()
    {
        var message = Sample with { ClientMessageId = ServerMessageKey.Of("node-1", 7) };
        var log = Chat33Mapping.ToLog(message, new Dictionary<int, UserProfile>());

        Assert.Equal("", Parse(Encode(message)).GetProperty("msgId").GetString());
        Assert.Equal("", log.MsgId);
    }

    [Fact]
    public void A_message_without_client_id_or_author_has_empty_texts()
    {
        var frame = Parse(Encode(Sample with { ClientMessageId = null, Author = null, BurnAfterReading = true, Body = "" }));

        Assert.Equal("", frame.GetProperty("msgId").GetString());
        Assert.Equal("", frame.GetProperty("senderInfo").GetProperty("nickname").GetString());
        Assert.Equal(1, frame.GetProperty("isSnap").GetInt32());
        Assert.Equal("{}", frame.GetProperty("msg").GetRawText());
    }

    [Theory]
    [InlineData(
        NoticeKind.RoomJoined, """{"eventType":20,"roomId":"9","userId":"5","datetime":1568738777731}""")]
    [InlineData(
        NoticeKind.RoomLeft,
        """{"eventType":21,"roomId":"9","userId":"5","type":1,"content":"小明退出群聊","datetime":1568738777731}""")]
    [InlineData(
        NoticeKind.RoomRemoved,
        """{"eventType":21,"roomId":"9","userId":"5","type":2,"content":"小明被移出群聊","datetime":1568738777731}""")]
    [InlineData(
        NoticeKind.RoomDissolved, """{"eventType":22,"roomId":"9","datetime":1568738777731}""")]
    [InlineData(
        NoticeKind.OnlineCountChanged, """{"eventType":24,"roomId":"9","number":"17","datetime":1568738777731}""")]
    public void A_rooms_notice_is_its_event_of_the_document(NoticeKind kind, string expected)
    {
        var notice = new Notice(kind, 1568738777731, RoomId: 9, UserId: 5, Count: 17, Text: "小明");

        Assert.Equal(expected, Encode(notice));
    }

    [Fact]
    public void A_friend_application_is_event_31_with_both_persons()
    {
        var application = new FriendApplication(
            123, 1123, 1124, "申请理由", ApplicationStatus.Waiting, 1, new Author("用户1", "http://a/b.jpg"), new Author("用户2", ""));

        var frame = Encode(new Notice(NoticeKind.FriendApplicationChanged, 1676764266167, Application: application));

        Assert.Equal(
            """{"eventType":31,"senderInfo":{"id":"1123","name":"用户1","avatar":"http://a/b.jpg","position":""}""" +
            ""","receiveInfo":{"id":"1124","name":"用户2","avatar":"","position":""},"id":"123","type":2""" +
            ""","applyReason":"申请理由","status":1,"datetime":1676764266167}""",
            frame);
    }

    [Theory]
    [InlineData(NoticeKind.SessionEnded)]
    [InlineData(NoticeKind.ProfileChanged)]
    [InlineData(NoticeKind.LeaseEnded)]
    public void A_notice_that_the_document_lacks_writes_nothing(NoticeKind kind)
    {
        var output = new ArrayBufferWriter<byte>();

        Assert.False(Chat33Codec.Public.TryWrite(new Notice(kind, 1), output));
        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public void A_refusal_carries_the_clients_own_id()
    {
        var output = new ArrayBufferWriter<byte>();

        Chat33NoticeCodec.WriteAnswer(output, 0, "a\"1", ChatError.InvalidValue);

        Assert.Equal(
            """{"eventType":0,"msgId":"a\u00221","code":-1001,"content":"参数错误"}""", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void A_replaced_session_is_told_why_it_ends()
    {
        var output = new ArrayBufferWriter<byte>();

        Chat33NoticeCodec.WriteReplaced(output, 1568738777731);

        Assert.Equal(
            """{"eventType":9,"content":"账号已经在其他终端登录","datetime":1568738777731}""",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("r:9", "123123", "", false)]
    [InlineData("d:1:12", null, "\"<'+\u2028", true)]
    public void The_frame_written_by_hand_has_the_shape_of_its_record(
        string conversation, string? messageId, string name, bool isSnap)
    {
        var bytes = Encode(Sample with
        {
            Conversation = conversation,
            ClientMessageId = messageId,
            BurnAfterReading = isSnap,
            Author = new Author(name, name),
        });
        var output = new ArrayBufferWriter<byte>();

        var frame = JsonSerializer.Deserialize(bytes, Chat33EventJson.Default.MessageFrame)!;
        Chat33NoticeCodec.Write(output, frame, Chat33EventJson.Default.MessageFrame);

        Assert.Equal(bytes, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void A_message_costs_no_memory_but_the_output()
    {
        var output = new ArrayBufferWriter<byte>(4096);
        Chat33Codec.Document.TryWrite(Sample, output);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1_000; i++)
        {
            output.ResetWrittenCount();
            Chat33Codec.Document.TryWrite(Sample, output);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
    }

    private static string Encode(ChatMessage message)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.True(Chat33Codec.Document.TryWrite(message, output));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Encode(Notice notice)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.True(Chat33Codec.Document.TryWrite(notice, output));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
