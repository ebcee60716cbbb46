using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OrleansChat.Rooms;

/// <summary>What clients get of a room's key. Source: chat33.decisions.md 2.1, item 7.</summary>
internal static class RoomKeyBody
{
    /// <summary>The number of this kind among alerts. Source: chat33.decisions.md 1.4.</summary>
    private const int AlertType = 19;

    public static string Write(long roomId, string fromKey, string key, long keyId)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteNumber("type", AlertType);
            json.WriteString("roomId", roomId.ToString(CultureInfo.InvariantCulture));
            json.WriteString("fromKey", fromKey);
            json.WriteString("key", key);
            json.WriteString("kid", keyId.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(body.WrittenSpan);
    }
}
