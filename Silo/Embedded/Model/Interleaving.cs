namespace OrleansChat.Silo.Embedded.Model;

/// <summary>Which running requests a request may join.</summary>
internal enum Interleaving
{
    /// <summary>None: it waits until the activation has nothing in progress but <see cref="Always"/>.</summary>
    Never,

    /// <summary><c>[ReadOnly]</c>: it joins others of its kind.</summary>
    ReadOnly,

    /// <summary><c>[AlwaysInterleave]</c>, or any method of a <c>[Reentrant]</c> grain: it joins anything.</summary>
    Always,
}
