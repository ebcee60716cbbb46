namespace OrleansChat.Rooms;

/// <summary>A key of a room that one member passed to another, encrypted for him by their clients.</summary>
/// <param name="LogId">Unique beside message ids.</param>
/// <param name="RoomId">Which room it opens.</param>
/// <param name="SenderId">Who passed it on.</param>
/// <param name="UserId">Whom it is for.</param>
/// <param name="KeyId">When it was passed, in milliseconds since 1970; grows within a room, and is what clients call the
/// key.</param>
/// <param name="Body">A JSON object for the clients: <c>type</c> 19, <c>roomId</c>, <c>fromKey</c>, <c>key</c>,
/// <c>kid</c>.</param>
[GenerateSerializer, Immutable, Alias("room.key")]
public sealed record RoomKey(
    [property: Id(0)] long LogId,
    [property: Id(1)] long RoomId,
    [property: Id(2)] int SenderId,
    [property: Id(3)] int UserId,
    [property: Id(4)] long KeyId,
    [property: Id(5)] string Body);
