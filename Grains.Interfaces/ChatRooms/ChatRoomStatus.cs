namespace OrleansChat.ChatRooms;

/// <summary>Whether a chat room can be entered. Stored: append, never renumber.</summary>
[GenerateSerializer, Alias("chat-room.status")]
public enum ChatRoomStatus
{
    /// <summary>It can be entered, and who is in it may speak.</summary>
    Open = 1,

    /// <summary>Nobody is in it; staff may open it again.</summary>
    Closed = 2,

    /// <summary>It is gone, but for its log.</summary>
    Deleted = 3,
}
