using System.Text.Json.Serialization.Metadata;

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

    /// <summary>What it is for; for the documents, as the next two.</summary>
    public required string Summary { get; init; }

    /// <summary>What it reads of the form.</summary>
    public IReadOnlyList<FriendField> Fields { get; init; } = [];

    /// <summary>What <c>data</c> is; null for an answer of words alone.</summary>
    public JsonTypeInfo? Data { get; init; }

    /// <summary>Whether it answers GET as well as POST. Source: decision 16.</summary>
    public bool AllowsGet { get; init; }
}
