namespace OrleansChat.ChatRooms;

/// <summary>A chat room's settings; one without a status was never made.</summary>
internal sealed record ChatRoomState
{
    public string Name { get; init; } = "";

    public string Avatar { get; init; } = "";

    public string Description { get; init; } = "";

    public ChatRoomStatus Status { get; init; }

    public long CreatedAtUnixMs { get; init; }

    public long OpenedAtUnixMs { get; init; }

    public long ClosedAtUnixMs { get; init; }
}
