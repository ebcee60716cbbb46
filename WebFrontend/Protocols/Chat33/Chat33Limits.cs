namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>Every maximum of this protocol, with its unit.</summary>
internal static class Chat33Limits
{
    /// <summary>In bytes, of one socket message after its fragments were joined; beyond it the socket closes with
    /// 1009.</summary>
    public const int MaxFrameBytes = 65_536;

    /// <summary>In bytes, of one request's body; beyond it the answer is HTTP 413.</summary>
    public const int MaxBodyBytes = 65_536;

    /// <summary>Objects and arrays inside each other, the outermost counted.</summary>
    public const int MaxDepth = 16;

    /// <summary>Members of one object.</summary>
    public const int MaxMembers = 64;

    /// <summary>Elements of one array.</summary>
    public const int MaxElements = 1_000;

    /// <summary>Characters of one number.</summary>
    public const int MaxNumberLength = 32;

    /// <summary>UTF-16 characters of a text message. Source: the relative server of the document's family.</summary>
    public const int MaxTextLength = 7_168;

    /// <summary>UTF-16 characters of a client's own message id.</summary>
    public const int MaxClientIdLength = 128;

    /// <summary>Users named in one request.</summary>
    public const int MaxUsers = 500;

    /// <summary>Messages named in one request.</summary>
    public const int MaxLogs = 100;

    /// <summary>Rows of history in one answer.</summary>
    public const int MaxRows = 200;

    /// <summary>Rows of history when the client names no number.</summary>
    public const int DefaultRows = 20;

    /// <summary>Digits of a mobile number. Source: the document, /send/sms.</summary>
    public const int MobileLength = 11;

    /// <summary>UTF-16 characters of a nickname, a remark or a room's name.</summary>
    public const int MaxNameLength = 64;

    /// <summary>UTF-16 characters of a picture's address.</summary>
    public const int MaxUrlLength = 2_048;

    /// <summary>UTF-16 characters of the reason of an application.</summary>
    public const int MaxReasonLength = 256;

    /// <summary>UTF-16 characters of a password.</summary>
    public const int MaxPasswordLength = 128;

    /// <summary>UTF-16 characters of a captcha; it has six.</summary>
    public const int MaxCaptchaLength = 16;

    /// <summary>In milliseconds, 365 days: for how long staff may keep somebody from speaking.</summary>
    public const long MaxMuteMs = 365L * 24 * 60 * 60 * 1000;

    /// <summary>UTF-16 characters of a header that names a device or an application.</summary>
    public const int MaxHeaderLength = 128;

    /// <summary>UTF-16 characters of a public key.</summary>
    public const int MaxPublicKeyLength = 1_024;

    /// <summary>UTF-16 characters of a private key, encrypted by its owner's client.</summary>
    public const int MaxPrivateKeyLength = 8_192;

    /// <summary>Telephone numbers, or pictures, in the notes about a friend.</summary>
    public const int MaxNotes = 10;

    /// <summary>UTF-16 characters of what is noted about a friend.</summary>
    public const int MaxDescriptionLength = 1_000;

    /// <summary>Messages, and targets of each sort, of one forward. Source: the public desktop client.</summary>
    public const int MaxForwarded = 50;

    /// <summary>UTF-16 characters of a session token; ours have 43.</summary>
    public const int MaxTokenLength = 512;

    /// <summary>Added to a user's id to get the account number <c>uid</c>, so that nobody takes the one for the
    /// other.</summary>
    public const int UidOffset = 200_000;
}
