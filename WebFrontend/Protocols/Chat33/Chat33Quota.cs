using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>How often one caller may use a route; in Development nobody counts. Source: security.md, authorization rule
/// per endpoint and rates; contract.md, settings.</summary>
/// <param name="What">What is counted; routes may share it.</param>
/// <param name="Limit">So often.</param>
/// <param name="Window">Within so long.</param>
internal sealed record Chat33Quota(string What, int Limit, TimeSpan Window)
{
    /// <summary>What who asks more often is told.</summary>
    public ChatError Refusal { get; init; } = ChatError.RateLimited;

    /// <summary>Counts by address, for routes that need no session, instead of by user.</summary>
    public bool ByAddress { get; init; }

    /// <summary>Whether a mobile number has an account: asked too often, it is a list of everybody.</summary>
    public static Chat33Quota IsRegistered { get; } =
        new("is-registered", 10, TimeSpan.FromMinutes(1)) { Refusal = ChatError.Forbidden };

    public static Chat33Quota FriendRequests { get; } = new("friend-requests", 20, TimeSpan.FromHours(1));

    public static Chat33Quota Search { get; } = new("search", 30, TimeSpan.FromMinutes(1));

    /// <summary>Captchas that one address has sent, to whatever numbers.</summary>
    public static Chat33Quota Captchas { get; } =
        new("captchas", 20, TimeSpan.FromHours(1)) { Refusal = ChatError.CaptchaRefused, ByAddress = true };
}
