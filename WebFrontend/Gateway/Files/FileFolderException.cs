namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>The folder of files could not be read or written. The client had no part in it.</summary>
internal sealed class FileFolderException(Exception cause) : Exception("The folder of files does not work.", cause)
{
    // ERROR_DISK_FULL as HRESULT; ENOSPC and EDQUOT, which .NET passes on as they are.
    private const int WindowsFull = unchecked((int)0x80070070);
    private const int NoSpace = 28;
    private const int NoQuota = 122;

    /// <summary>Whether the disk has no room left.</summary>
    public bool IsFull => InnerException is IOException { HResult: WindowsFull or NoSpace or NoQuota };
}
