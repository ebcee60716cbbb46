namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>One route of the HTTP side.</summary>
/// <param name="Path">Such as <c>/friend/concern.do</c>.</param>
/// <param name="HandleAsync">Answers a call that was admitted.</param>
internal sealed record FriendVerb(string Path, Func<FriendCall, Task<FriendAnswer>> HandleAsync)
{
    /// <summary>Whether nobody needs to be signed in.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether it may be done again after a call whose answer was lost.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>Whether it sends a captcha, which one address may have done so often outside of development.</summary>
    public bool IsCaptcha { get; init; }

    /// <summary>Whether it answers GET as well as POST. Source: decision 16.</summary>
    public bool AllowsGet { get; init; }
}
