using OrleansChat.Conversations;

namespace OrleansChat.Tests.Bridges;

/// <summary>Something that one person says: what it is stored as, and how each protocol writes it.</summary>
/// <param name="Kind">As it is stored.</param>
/// <param name="Body">The stored body, which is chat33's <c>msg</c>, too.</param>
/// <param name="ImType">IM's msgType, and its content.</param>
/// <param name="ImContent">See <paramref name="ImType"/>.</param>
/// <param name="Text">As a text.</param>
internal sealed record Said(MessageKind Kind, string Body, string ImType, string ImContent, string Text)
{
    private const string Files = "http://files.example";

    /// <summary>By the names of the table of bridges.</summary>
    public static IReadOnlyDictionary<string, Said> All { get; } = new Dictionary<string, Said>(StringComparer.Ordinal)
    {
        ["Text"] = Of(MessageKind.Text, """{"content":"好的 \"ok\" <b>"}""", "Text", "好的 \"ok\" <b>", "好的 \"ok\" <b>"),
        ["Image"] = Of(
            MessageKind.Image, $$"""{"imageUrl":"{{Files}}/1.png","height":0,"width":0}""", "Image", $"{Files}/1.png",
            $"[图片] {Files}/1.png"),
        ["Audio"] = Of(
            MessageKind.Audio, $$"""{"mediaUrl":"{{Files}}/1.amr","time":0}""", "Audio", $"{Files}/1.amr",
            $"[语音] {Files}/1.amr"),
        ["Video"] = Of(
            MessageKind.Video, $$"""{"mediaUrl":"{{Files}}/1.mp4","time":0}""", "Video", $"{Files}/1.mp4",
            $"[视频] {Files}/1.mp4"),
        ["File"] = Of(
            MessageKind.File, $$"""{"fileUrl":"{{Files}}/1.pdf","name":"1.pdf","size":0,"md5":""}""", "File",
            $"{Files}/1.pdf", $"[文件] 1.pdf {Files}/1.pdf"),
        ["Red packet"] = Of(
            MessageKind.RedPacket,
            $$"""{"coin":1,"packetId":"p1","packetType":1,"packetUrl":"{{Files}}/p1","remark":"x"}""",
            "Link", $"{Files}/p1", $"[红包] {Files}/p1"),
        ["Forwarded"] = Of(MessageKind.Forward, """{"data":[]}""", "Text", "[聊天记录]", "[聊天记录]"),
        ["Transfer"] = Of(MessageKind.Transfer, """{"coinName":"BTY"}""", "Text", "[转账]", "[转账]"),
        ["Receipt"] = Of(MessageKind.Receipt, """{"coinName":"BTY"}""", "Text", "[收款]", "[收款]"),
        ["Room card"] = Of(MessageKind.RoomCard, """{"roomId":"7"}""", "Text", "[群名片]", "[群名片]"),
        ["Announcement"] = Of(
            MessageKind.Announcement, """{"content":"open at nine"}""", "Event", "open at nine", "open at nine"),
        ["Location"] = Of(
            MessageKind.Text, """{"content":"[位置] 31.2,121.4"}""", "Location", "31.2,121.4", "[位置] 31.2,121.4"),
        ["Link"] = Of(
            MessageKind.Text, $$"""{"content":"[链接] {{Files}}/page"}""", "Link", $"{Files}/page", $"[链接] {Files}/page"),
        ["Event"] = Of(MessageKind.Text, """{"content":"[动态] liked it"}""", "Event", "liked it", "[动态] liked it"),
    };

    private static Said Of(MessageKind kind, string body, string imType, string imContent, string text) =>
        new(kind, body, imType, imContent, text);
}
