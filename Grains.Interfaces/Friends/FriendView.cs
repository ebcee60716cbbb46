namespace OrleansChat.Friends;

/// <summary>A friend as one user keeps him.</summary>
/// <param name="FriendId">The friend's user id.</param>
/// <param name="Remark">The name that the user gave him; may be empty.</param>
/// <param name="NoDisturbing">Whether the user wants no phone push.</param>
/// <param name="OnTop">Whether the user pinned the conversation.</param>
/// <param name="IsFriend">False when the friendship has ended.</param>
/// <param name="SinceUnixMs">When the friendship began; when it ended, if it has.</param>
[GenerateSerializer, Immutable, Alias("friend.view")]
public sealed record FriendView(
    [property: Id(0)] int FriendId,
    [property: Id(1)] string Remark,
    [property: Id(2)] bool NoDisturbing,
    [property: Id(3)] bool OnTop,
    [property: Id(4)] bool IsFriend,
    [property: Id(5)] long SinceUnixMs);
