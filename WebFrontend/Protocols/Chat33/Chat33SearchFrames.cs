namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>/chat33/search: what was found; nothing is no member at all. Type: 1 a room, 2 a user.</summary>
internal sealed record SearchData(int? Type = null, FoundRoomData? RoomInfo = null, FoundUserData? UserInfo = null);

/// <summary>A room as a stranger sees it.</summary>
internal sealed record FoundRoomData(
    string Id, string MarkId, string Name, string Avatar, int CanAddFriend, int JoinPermission);

/// <summary>A user as a stranger sees him. Remark: what the caller calls him, empty when they are not
/// friends.</summary>
internal sealed record FoundUserData(
    string Id, string MarkId, string Name, string Avatar, string Position, string Remark);
