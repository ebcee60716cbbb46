namespace OrleansChat.Tests.Support;

/// <summary>A row of the table <c>member</c>.</summary>
internal sealed record Stay(
    int UserId,
    long FromSeq,
    long? ToSeq,
    short Level,
    string Alias,
    bool NoDisturbing,
    bool OnTop,
    long SinceUnixMs,
    long MutedUntilUnixMs = 0,
    short MuteList = 1);
