namespace OrleansChat.Rooms;

/// <summary>The mute of one who has left the room.</summary>
/// <param name="UserId">Who.</param>
/// <param name="UntilUnixMs">Until when he may not speak there.</param>
internal sealed record AbsentMute(int UserId, long UntilUnixMs);
