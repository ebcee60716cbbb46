namespace OrleansChat.Friends;

/// <summary>What an application asks for. The numbers are stored.</summary>
[GenerateSerializer, Alias("friend.application-kind")]
public enum ApplicationKind : short
{
    /// <summary>To be friends with a user.</summary>
    Friendship = 0,

    /// <summary>To be taken into a room.</summary>
    Room = 1,
}
