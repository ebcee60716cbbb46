using System.Globalization;
using System.Text.Json;

namespace OrleansChat.Tests.Load;

/// <summary>Two friends, or a room.</summary>
/// <param name="RoomId">Of a room; null for two friends.</param>
/// <param name="Members">Those in it.</param>
internal sealed record LoadConversation(string? RoomId, LoadUser[] Members)
{
    /// <summary>As <see cref="NameOf"/> finds it in a frame.</summary>
    public string Name { get; } = RoomId is null
        ? Pair(Members[0].Name, Members[1].Name)
        : $"room {RoomId}";

    /// <summary>The conversation that a message frame names.</summary>
    public static string NameOf(JsonElement frame) => frame.GetProperty("channelType").GetInt32() == 2
        ? $"room {frame.GetProperty("targetId").GetString()}"
        : Pair(frame.GetProperty("fromId").GetString()!, frame.GetProperty("targetId").GetString()!);

    public byte[] Say(LoadUser sender, string key) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        eventType = 0,
        msgId = key,
        channelType = RoomId is null ? 3 : 2,
        targetId = Target(sender),
        msgType = 1,
        msg = new { content = key },
    });

    /// <summary>The call that reads a page of its history, newest first.</summary>
    public (string Path, object Body) Page(LoadUser reader, string startId) => (
        RoomId is null ? "/friend/chatLog" : "/room/chatLog",
        new { id = Target(reader), startId, number = 200 });

    public override string ToString() => Name;

    private static string Pair(string one, string other)
    {
        var first = int.Parse(one, CultureInfo.InvariantCulture);
        var second = int.Parse(other, CultureInfo.InvariantCulture);
        return $"pair {Math.Min(first, second)}:{Math.Max(first, second)}";
    }

    private string Target(LoadUser user) => RoomId ?? Members.Single(member => member.Id != user.Id).Name;
}
