namespace OrleansChat.Accounts;

/// <summary>How a session ended. The numbers are stored.</summary>
internal enum SessionEnd
{
    /// <summary>It has not.</summary>
    Open = 0,

    /// <summary>The user logged out, or it was revoked.</summary>
    Closed = 1,

    /// <summary>The same user logged in on a device of the same type.</summary>
    Replaced = 2,
}
