namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>Every maximum of this protocol, with its unit.</summary>
internal static class FriendLimits
{
    /// <summary>In bytes, of one socket message after its fragments were joined; beyond it the socket closes with
    /// 1009. Source: decisions 3c.</summary>
    public const int MaxFrameBytes = 65_536;

    /// <summary>In bytes, of one form; beyond it the answer is HTTP 413. Source: security.md, HTTP.</summary>
    public const int MaxBodyBytes = 65_536;

    /// <summary>UTF-16 characters of a text. Source: decision 17.</summary>
    public const int MaxTextLength = 4_096;

    /// <summary>UTF-16 characters of an id as a client writes it.</summary>
    public const int MaxIdLength = 64;

    /// <summary>UTF-16 characters of a client's own message id.</summary>
    public const int MaxMessageIdLength = 128;

    /// <summary>So many receivers within a minute that do not exist close with 1008. Source: security.md, 003,
    /// frame.</summary>
    public const int MaxUnknownReceivers = 20;

    /// <summary>Rows of history in one answer. Source: decision 13.</summary>
    public const int MaxRows = 100;

    /// <summary>Rows of history when the client names no number. Source: decisions 3a.</summary>
    public const int DefaultRows = 10;

    /// <summary>Pages that <c>navigatepageNums</c> names at most. Source: decision 13.</summary>
    public const int NavigatePages = 8;

    /// <summary>Digits of a mobile number.</summary>
    public const int MobileLength = 11;

    /// <summary>UTF-16 characters of a password.</summary>
    public const int MaxPasswordLength = 128;

    /// <summary>UTF-16 characters of a captcha; it has six.</summary>
    public const int MaxCaptchaLength = 16;

    /// <summary>Captchas that one address has sent within an hour, by all protocols. Source: security.md,
    /// passwords.</summary>
    public const int CaptchasPerHour = 20;

    /// <summary>In bytes, of one picture. Source: decisions 3c.</summary>
    public const long MaxPictureBytes = 10 * 1024 * 1024;

    /// <summary>Friends in one answer.</summary>
    public const int MaxFriends = 10_000;
}
