using System.Collections.Immutable;

namespace OrleansChat.Accounts;

/// <summary>When a captcha may be sent and how long it is good. Pure. Source: chat33.decisions.md 4, security.md, SMS
/// codes.</summary>
internal static class CaptchaRules
{
    public const int MaxTries = 5;
    public const int MaxPerHour = 5;
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>One a minute while the last one is unused; five an hour where quotas apply.</summary>
    public static bool MaySend(CaptchaState state, long nowUnixMs, bool hasQuotas) =>
        !(state.Hash.Length > 0 && state.SentAtUnixMs is [.., var last] && nowUnixMs - last < Pause.TotalMilliseconds)
        && !(hasQuotas && LastHour(state, nowUnixMs).Length >= MaxPerHour);

    public static CaptchaState Send(CaptchaState state, string hash, long nowUnixMs) => new()
    {
        Hash = hash,
        ExpiresAtUnixMs = nowUnixMs + (long)Life.TotalMilliseconds,
        SentAtUnixMs = [.. LastHour(state, nowUnixMs), nowUnixMs],
    };

    public static bool IsGood(CaptchaState state, long nowUnixMs) =>
        state.Hash.Length > 0 && nowUnixMs < state.ExpiresAtUnixMs && state.Tries < MaxTries;

    private static ImmutableArray<long> LastHour(CaptchaState state, long nowUnixMs) =>
        [.. state.SentAtUnixMs.Where(sent => nowUnixMs - sent < Hour.TotalMilliseconds)];
}
