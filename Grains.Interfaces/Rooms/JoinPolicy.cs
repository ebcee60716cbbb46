namespace OrleansChat.Rooms;

/// <summary>How people come into a room. The numbers are stored and shown by protocols.</summary>
[GenerateSerializer, Alias("room.join-policy")]
public enum JoinPolicy : short
{
    /// <summary>A manager approves.</summary>
    Approval = 1,

    /// <summary>Anybody joins, any member invites.</summary>
    Open = 2,

    /// <summary>Only managers bring people in.</summary>
    Closed = 3,
}
