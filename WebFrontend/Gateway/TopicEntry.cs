namespace OrleansChat.WebFrontend.Gateway;

/// <summary>What became of a delivery that came to its topic.</summary>
internal enum TopicEntry
{
    /// <summary>The caller has the turn: it shows the delivery.</summary>
    Taken,

    /// <summary>Another one has the turn and shows it later.</summary>
    Waits,

    /// <summary>Nobody listens any longer.</summary>
    Closed,
}
