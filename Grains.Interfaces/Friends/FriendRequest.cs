namespace OrleansChat.Friends;

/// <summary>The wish to be friends.</summary>
/// <param name="ApplicantId">Who asks.</param>
/// <param name="Remark">How the applicant will call the friend; may be empty.</param>
/// <param name="Reason">Shown to the other; may be empty.</param>
/// <param name="RoomId">The room through which they met, or null.</param>
[GenerateSerializer, Immutable, Alias("friend.request")]
public sealed record FriendRequest(
    [property: Id(0)] int ApplicantId,
    [property: Id(1)] string Remark,
    [property: Id(2)] string Reason,
    [property: Id(3)] long? RoomId);
