using OrleansChat.ChatRooms;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>What /group/list asks for.</summary>
/// <param name="Status">1 open, 2 closed, 3 both.</param>
/// <param name="Name">A part of the name in any case, or empty.</param>
/// <param name="StartUnixMs">Made at or after this; counts only together with a later end.</param>
/// <param name="EndUnixMs">Made at or before this.</param>
internal sealed record ChatRoomFilter(int Status, string Name, long StartUnixMs, long EndUnixMs)
{
    private bool HasTimes => StartUnixMs > 0 && StartUnixMs < EndUnixMs;

    /// <summary>Whether the chat room is in the answer. Only staff sees closed ones.</summary>
    public bool Takes(ChatRoomView room, bool isStaff) =>
        (isStaff || room.Status is ChatRoomStatus.Open)
        && (Status == 3 || Status == (int)room.Status)
        && room.Name.Contains(Name, StringComparison.OrdinalIgnoreCase)
        && (!HasTimes || (room.CreatedAtUnixMs >= StartUnixMs && room.CreatedAtUnixMs <= EndUnixMs));
}
