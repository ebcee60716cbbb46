using System.Text.Json;
using OrleansChat.Conversations;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Who came and went with one row of a room's log: what holds even when the notice of it was lost.</summary>
internal sealed record RoomChange(IReadOnlyList<int> Joined, IReadOnlyList<int> Left)
{
    /// <summary>Reads the body of a <see cref="MessageKind.Membership"/> row.</summary>
    public static RoomChange Of(ChatMessage message)
    {
        using var body = JsonDocument.Parse(message.Body);
        return new RoomChange(Ids(body.RootElement, "joined"), Ids(body.RootElement, "left"));
    }

    private static List<int> Ids(JsonElement body, string name) =>
        body.ValueKind is JsonValueKind.Object
        && body.TryGetProperty(name, out var ids)
        && ids.ValueKind is JsonValueKind.Array
            ? [.. ids.EnumerateArray().Where(id => id.ValueKind is JsonValueKind.Number).Select(id => id.GetInt32())]
            : [];
}
