namespace OrleansChat.Tests.Load;

/// <summary>What a server can do wrong under load.</summary>
internal enum LoadFaultKind
{
    /// <summary>Acknowledged, and not in the history.</summary>
    Lost,

    /// <summary>In the history more than once.</summary>
    Doubled,

    /// <summary>Later in the history, or first seen later by a device, than a message that came after it.</summary>
    Reordered,

    /// <summary>Known by more than one id.</summary>
    DifferentId,

    /// <summary>In the history, and never shown to a device of a member.</summary>
    Unseen,

    /// <summary>In the history or on a device, and never said there.</summary>
    Foreign,

    /// <summary>Refused although it was allowed.</summary>
    Refused,

    /// <summary>Neither acknowledged nor refused within the patience of its sender.</summary>
    Unanswered,

    /// <summary>One node tells another history than another.</summary>
    NodesDiffer,
}
