namespace OrleansChat.Conversations;

/// <summary>What a message's body holds. The numbers are stored: append, never renumber.</summary>
/// <remarks>Bodies are JSON objects; their members are those of the chat33 document's "Msg" section, which is the
/// richest of the five.</remarks>
[GenerateSerializer, Alias("conversation.message-kind")]
public enum MessageKind : short
{
    /// <summary>An announcement: <c>content</c>.</summary>
    Announcement = 0,

    /// <summary>Text: <c>content</c>.</summary>
    Text = 1,

    /// <summary>A voice recording: <c>mediaUrl</c>, <c>time</c> in seconds.</summary>
    Audio = 2,

    /// <summary>A picture: <c>imageUrl</c>, <c>width</c>, <c>height</c>.</summary>
    Image = 3,

    /// <summary>A red packet: <c>coin</c>, <c>packetId</c>, <c>packetType</c>, <c>packetUrl</c>.</summary>
    RedPacket = 4,

    /// <summary>A film: <c>mediaUrl</c>, <c>time</c> in seconds.</summary>
    Video = 5,

    /// <summary>A notice by the server: <c>content</c>. Never sent by a client.</summary>
    Alert = 6,

    /// <summary>Messages passed on from elsewhere; opaque.</summary>
    Forward = 8,

    /// <summary>A file: <c>fileUrl</c>, <c>size</c>, <c>md5</c>, <c>name</c>.</summary>
    File = 9,

    /// <summary>A transfer of money; opaque.</summary>
    Transfer = 10,

    /// <summary>A receipt of money; opaque.</summary>
    Receipt = 11,

    /// <summary>A room's visiting card; opaque.</summary>
    RoomCard = 12,

    /// <summary>
    /// Someone joined or left; <c>joined</c> and <c>left</c> hold user ids. It takes a place in the order so that
    /// "removed at 57" means that 58 is impossible, but no protocol shows it and unread counts leave it out.
    /// </summary>
    Membership = 100,
}
