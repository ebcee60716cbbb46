namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>One HTTP call of the protocol.</summary>
/// <param name="Path">Behind the prefix.</param>
/// <param name="Handle">What it does.</param>
internal sealed record ImVerb(string Path, Func<ImCall, Task<ImAnswer>> Handle)
{
    /// <summary>Whether host applications make it with a credential of theirs.</summary>
    public bool IsForApps { get; init; }
}
