using OrleansChat.Conversations;

namespace OrleansChat.Friends;

/// <summary>One user's wish to be another's friend, or to be in a room, and what became of it.</summary>
/// <param name="ApplicationId">Increasing number.</param>
/// <param name="ApplicantId">Who asked.</param>
/// <param name="TargetId">Who was asked; the room, for a room.</param>
/// <param name="Reason">The applicant's words; may be empty.</param>
/// <param name="Status">What became of it.</param>
/// <param name="AtUnixMs">When it was asked or answered last.</param>
/// <param name="Applicant">How the applicant is shown; set when it is announced, null when it was read back.</param>
/// <param name="Target">How the one who was asked is shown; set when it is announced, null when it was read
/// back.</param>
/// <param name="Kind">What it asks for.</param>
/// <param name="RoomId">The room through which two who want to be friends met, or null.</param>
/// <param name="AskedAtUnixMs">When it was asked last.</param>
[GenerateSerializer, Immutable, Alias("friend.application")]
public sealed record FriendApplication(
    [property: Id(0)] long ApplicationId,
    [property: Id(1)] int ApplicantId,
    [property: Id(2)] int TargetId,
    [property: Id(3)] string Reason,
    [property: Id(4)] ApplicationStatus Status,
    [property: Id(5)] long AtUnixMs,
    [property: Id(6)] Author? Applicant = null,
    [property: Id(7)] Author? Target = null,
    [property: Id(8)] ApplicationKind Kind = ApplicationKind.Friendship,
    [property: Id(9)] long? RoomId = null,
    [property: Id(10)] long AskedAtUnixMs = 0);
