namespace OrleansChat.Silo.Embedded;

/// <summary>The life of an activation, in this order and never back.</summary>
internal enum ActivationState
{
    /// <summary>Calls wait: the grain is constructed, its state read, <c>OnActivateAsync</c> runs.</summary>
    Activating,

    /// <summary>Calls run.</summary>
    Valid,

    /// <summary>Running calls finish; new ones wait for the next activation.</summary>
    Draining,

    /// <summary><c>OnDeactivateAsync</c> runs.</summary>
    Deactivating,

    /// <summary>Not in the catalog any more.</summary>
    Gone,
}
