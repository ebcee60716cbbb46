namespace OrleansChat.Friends;

/// <summary>What became of an application. The numbers are stored and shown by protocols.</summary>
[GenerateSerializer, Alias("friend.application-status")]
public enum ApplicationStatus : short
{
    /// <summary>Nobody has answered yet.</summary>
    Waiting = 1,

    /// <summary>Refused.</summary>
    Rejected = 2,

    /// <summary>Accepted.</summary>
    Accepted = 3,
}
