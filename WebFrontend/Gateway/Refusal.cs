namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Why nobody more is let in.</summary>
/// <param name="Status">HTTP status of the answer.</param>
/// <param name="Reason">In words; from a small set, it labels a metric.</param>
internal sealed record Refusal(int Status, string Reason);
