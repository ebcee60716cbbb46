namespace OrleansChat.Silo.Embedded.Model;

/// <summary>What the attributes of one method of a grain interface ask for.</summary>
/// <param name="Name"><c>interface/method</c>, the name of its spans.</param>
/// <param name="Interleaving">Which requests it may join.</param>
/// <param name="IsOneWay">Whether the caller waits for no answer.</param>
/// <param name="ResponseTimeout">Its own timeout, or null for that of the options.</param>
internal sealed record MethodContract(
    string Name, Interleaving Interleaving, bool IsOneWay, TimeSpan? ResponseTimeout);
