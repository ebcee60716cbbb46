namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>Why an upload was not kept; each protocol has its own words for it.</summary>
public enum UploadRefusal
{
    /// <summary>It was kept.</summary>
    None,

    /// <summary>Outside of development nobody uploads who is not signed in.</summary>
    Unauthenticated,

    /// <summary>The body is compressed: HTTP 415.</summary>
    Encoded,

    /// <summary>The body is no form, or has no such file.</summary>
    NoFile,

    /// <summary>The file has no bytes.</summary>
    Empty,

    /// <summary>The file has more bytes than this endpoint takes.</summary>
    TooLarge,

    /// <summary>It is of no kind that is taken, not what its name says, or a picture of too many pixels.</summary>
    TypeRefused,

    /// <summary>The user keeps as much as he may.</summary>
    QuotaExceeded,

    /// <summary>The disk would have less free than its reserve.</summary>
    DiskFull,

    /// <summary>A node, the database or the disk did not answer; another try may succeed.</summary>
    Unavailable,

    /// <summary>The client went away, or was too slow: it reads no answer.</summary>
    BrokenOff,
}
