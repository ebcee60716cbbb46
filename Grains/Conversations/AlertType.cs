namespace OrleansChat.Conversations;

/// <summary>What an alert tells: its body's <c>type</c>. The numbers are stored and known to clients. Source:
/// chat33.decisions.md 1.4.</summary>
internal enum AlertType
{
    /// <summary>A message was taken back or deleted.</summary>
    Recalled = 1,

    /// <summary>Members were put out of the room.</summary>
    Removed = 4,

    /// <summary>Somebody came into the room by himself, or was let in.</summary>
    Joined = 5,

    /// <summary>Two members became friends through the room.</summary>
    Befriended = 7,

    /// <summary>The room has another owner.</summary>
    Owner = 9,

    /// <summary>The room has another manager.</summary>
    Manager = 10,

    /// <summary>The room has another name.</summary>
    Renamed = 11,

    /// <summary>Who may speak in the room has changed.</summary>
    Muted = 14,

    /// <summary>Members were brought in by another one.</summary>
    Invited = 17,
}
