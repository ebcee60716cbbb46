namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>The disk that a folder lies on.</summary>
internal interface IDisk
{
    /// <summary>How full it is now.</summary>
    /// <exception cref="FileFolderException">It cannot be asked.</exception>
    DiskSpace Measure(string folder);
}
