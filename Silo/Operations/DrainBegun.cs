namespace OrleansChat.Silo.Operations;

/// <summary>Answer to <c>POST /admin/drain</c>.</summary>
internal sealed record DrainBegun(bool Draining);
