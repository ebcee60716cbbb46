namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>One HTTP call of the protocol.</summary>
/// <param name="Path">Behind the prefix.</param>
/// <param name="Handle">What it does.</param>
internal sealed record ImVerb(string Path, Func<ImCall, Task<ImAnswer>> Handle)
{
    /// <summary>Whether it is handled for those who are nobody, too: it decides by itself whom it takes.</summary>
    public bool IsForStrangers { get; init; }
}
