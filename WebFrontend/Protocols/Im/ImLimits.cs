namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>Every maximum of this protocol, with its unit.</summary>
internal static class ImLimits
{
    /// <summary>In bytes, of one socket message; beyond it the socket closes with 1009. Source: decisions 4c.</summary>
    public const int MaxFrameBytes = 65_536;

    /// <summary>In bytes, of a socket message before Auth; beyond it the socket closes with 1009. Source: security.md,
    /// 004.</summary>
    public const int MaxFrameBytesBeforeAuth = 4_096;

    /// <summary>In bytes of UTF-8, of a message's content; beyond it Error 413. Source: decisions 4c.</summary>
    public const int MaxContentBytes = 16_384;

    /// <summary>In bytes, of one file. Source: security.md, upload.</summary>
    public const int MaxFileBytes = 20 * 1024 * 1024;

    /// <summary>In bytes, of one request's body.</summary>
    public const int MaxBodyBytes = 65_536;

    /// <summary>UTF-16 characters of the content of an Auth or Ack frame. Source: security.md, slots.</summary>
    public const int MaxControlContent = 512;

    /// <summary>Frames in a row that are no JSON objects; with the last one the socket closes with 1008. Source:
    /// decisions 4c.</summary>
    public const int MaxMalformedInARow = 5;

    /// <summary>Messages of one round of resending to a user. Source: decision 10.</summary>
    public const int MaxResent = 200;

    /// <summary>Messages that are sent after Auth when the option asks for it.</summary>
    public const int MaxPushed = 1_000;

    /// <summary>Rows of a page. Source: decision 17.</summary>
    public const int MaxPageSize = 100;

    /// <summary>Rows of a page when the client names no number. Source: decision 17.</summary>
    public const int DefaultPageSize = 10;

    /// <summary>From the handshake to Auth; later the socket closes with 4401. Source: decision 4.</summary>
    public static readonly TimeSpan AuthDeadline = TimeSpan.FromSeconds(30);

    /// <summary>Without a frame of a client that once sent a Heartbeat; then the socket closes with 1001. Source:
    /// decision 26.</summary>
    public static readonly TimeSpan IdleWithHeartbeat = TimeSpan.FromSeconds(90);

    /// <summary>Without a frame of a client that never sent one. Source: decision 26.</summary>
    public static readonly TimeSpan IdleWithoutHeartbeat = TimeSpan.FromHours(1);

    /// <summary>How far a client's timestamp may be from the server's time, either way. Source: decision 25.</summary>
    public static readonly TimeSpan MaxClockDifference = TimeSpan.FromHours(24);

    /// <summary>For how long a message id stays reserved. Source: security.md, 004.</summary>
    public static readonly TimeSpan ReservedFor = TimeSpan.FromMinutes(10);
}
