namespace OrleansChat.Fanout;

/// <summary>The values of <see cref="Notice.Count"/> in a <see cref="NoticeKind.SessionEnded"/>.</summary>
public static class SessionEndings
{
    /// <summary>The user logged out, or the session was revoked.</summary>
    public const int Closed = 0;

    /// <summary>Another device of the same type took its place.</summary>
    public const int OtherDevice = 1;

    /// <summary>The same device logged in again.</summary>
    public const int SameDevice = 2;
}
