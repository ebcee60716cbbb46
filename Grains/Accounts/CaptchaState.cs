using System.Collections.Immutable;

namespace OrleansChat.Accounts;

/// <summary>The captcha that was sent last and the times of those before it.</summary>
internal sealed record CaptchaState
{
    /// <summary>Keyed hash; empty once it was used.</summary>
    public string Hash { get; init; } = "";

    public long ExpiresAtUnixMs { get; init; }

    public int Tries { get; init; }

    /// <summary>When captchas were sent within the last hour, oldest first.</summary>
    public ImmutableArray<long> SentAtUnixMs { get; init; } = [];
}
