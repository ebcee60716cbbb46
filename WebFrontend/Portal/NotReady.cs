namespace OrleansChat.WebFrontend.Portal;

/// <summary>Why a node takes no traffic now.</summary>
internal sealed record NotReady(IReadOnlyList<string> Reasons);
