namespace OrleansChat.Silo.Operations;

/// <summary>Why a process takes no traffic now.</summary>
internal sealed record NotReady(IReadOnlyList<string> Reasons);
