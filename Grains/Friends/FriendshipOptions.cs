namespace OrleansChat.Friends;

/// <summary>What the host decides about people who are no friends.</summary>
/// <param name="RequiresFriend">Whether those who talk without being friends are kept from protocols that know
/// friendship: <c>Chat:Bridge:RequireFriendFor002</c>, by default true. If not, everybody talks to anybody and is shown
/// everything.</param>
public sealed record FriendshipOptions(bool RequiresFriend);
