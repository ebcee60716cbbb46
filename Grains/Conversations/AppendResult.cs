namespace OrleansChat.Conversations;

/// <summary>What became of a batch.</summary>
public enum AppendResult
{
    /// <summary>Every row is durable.</summary>
    Committed = 0,

    /// <summary>Nothing was written: some of the rows' client message ids or message ids are in the log already;
    /// <see cref="AppendOutcome.Existing"/> has them.</summary>
    Duplicate = 1,

    /// <summary>Nothing was written: another activation has taken a place. The caller deactivates.</summary>
    Conflict = 2,
}
