using OrleansChat.Errors;

namespace OrleansChat.Accounts;

/// <summary>Whom staff may keep from speaking, and for how long. Pure. Source: security.md, 002, /user/muted.</summary>
internal static class MuteRules
{
    private static readonly long LongestMs = (long)TimeSpan.FromDays(365).TotalMilliseconds;

    public static ChatError Mute(UserRole role, long durationMs) =>
        durationMs < 0 || durationMs > LongestMs ? ChatError.InvalidValue
        : role is UserRole.Staff ? ChatError.Forbidden
        : ChatError.None;
}
