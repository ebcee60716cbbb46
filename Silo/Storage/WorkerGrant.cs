namespace OrleansChat.Silo.Storage;

/// <summary>Eight workers of message ids that are this node's for a while.</summary>
/// <param name="Block">Workers 8 × block to 8 × block + 7.</param>
/// <param name="FloorMs">No id up to this millisecond of the id epoch may be given out: a former holder may
/// have.</param>
/// <param name="CeilingMs">No id after this millisecond may be given out: the next holder begins there.</param>
/// <param name="ValidUntil">Timestamp of the <see cref="TimeProvider"/> after which nothing may be given out.</param>
internal sealed record WorkerGrant(int Block, long FloorMs, long CeilingMs, long ValidUntil);
