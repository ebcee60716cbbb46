namespace OrleansChat.Conversations;

/// <summary>What becomes of a membership. The numbers order what happens to several within one statement: stays end,
/// begin, change.</summary>
public enum MemberChangeKind
{
    /// <summary>A stay ends.</summary>
    Leave = 0,

    /// <summary>A stay begins.</summary>
    Join = 1,

    /// <summary>Rank or mute of one who stays change.</summary>
    Update = 2,
}
