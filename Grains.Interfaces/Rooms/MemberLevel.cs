namespace OrleansChat.Rooms;

/// <summary>Rank of a member. The numbers are stored and shown by protocols.</summary>
[GenerateSerializer, Alias("room.member-level")]
public enum MemberLevel : short
{
    /// <summary>An ordinary member.</summary>
    Member = 1,

    /// <summary>A manager: removes ordinary members, approves, announces.</summary>
    Manager = 2,

    /// <summary>The owner; each room has exactly one.</summary>
    Owner = 3,
}
