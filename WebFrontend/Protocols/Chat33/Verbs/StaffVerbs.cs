using OrleansChat.Errors;

namespace OrleansChat.WebFrontend.Protocols.Chat33.Verbs;

/// <summary>What staff does to users. Source: chat33.md, 管理端禁言用户.</summary>
internal static class StaffVerbs
{
    public static IReadOnlyList<Chat33Verb> All { get; } =
    [
        Chat33Verb.Of("/user/muted", ReadMute, MuteAsync) with { Access = Chat33Access.Staff },
    ];

    /// <summary>The document says <c>muted_time</c>, the servers of its family say <c>time</c>.</summary>
    private static (int UserId, long DurationMs) ReadMute(Chat33Body body) =>
        (body.UserId("id"), body.Long(["muted_time", "time"], 0, Chat33Limits.MaxMuteMs));

    private static Task<ChatError> MuteAsync(Chat33Call call, (int UserId, long DurationMs) request) =>
        call.User(request.UserId).MuteAsync(call.UserId, request.DurationMs, call.Cancellation);
}
