namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>Members of a frame that concern the server.</summary>
[Flags]
internal enum ImMembers
{
    None = 0,
    Id = 1,
    MessageType = 2,
    ChatType = 4,
    EventType = 8,
    FromUserId = 16,
    ToUserId = 32,
    TeamId = 64,
    Content = 128,
    Timestamp = 256,
    IsRead = 512,
    State = 1_024,
    Name = 2_048,
    ServerSendTime = 4_096,
}
