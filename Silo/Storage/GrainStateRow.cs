namespace OrleansChat.Silo.Storage;

/// <summary>One row of <c>OrleansStorage</c>, or its absence.</summary>
/// <param name="Payload">JSON in UTF-8; null when there is none or it was cleared.</param>
/// <param name="Version">Null when there is no row.</param>
public sealed record GrainStateRow(byte[]? Payload, int? Version);
