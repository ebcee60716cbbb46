namespace OrleansChat.Silo.Cluster.Streams;

/// <summary>Where a batch stands among those that came before.</summary>
internal enum BatchPlace
{
    /// <summary>The one that was due.</summary>
    Next,

    /// <summary>Came before.</summary>
    Repeated,

    /// <summary>At least one before it never came.</summary>
    AfterHole,
}
