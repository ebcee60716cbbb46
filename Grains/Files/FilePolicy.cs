namespace OrleansChat.Files;

/// <summary>Who may read files, and how much one user may keep.</summary>
public sealed record FilePolicy
{
    /// <value>Whether everybody who knows a name may read the file: development. Default false.</value>
    public bool IsOpen { get; init; }

    /// <value>Bytes that one user may keep. Default 1 GiB. Source: security.md, upload.</value>
    public long BytesPerUser { get; init; } = 1024L * 1024 * 1024;

    /// <value>Files that one user may keep. Default 500. Source: security.md, upload.</value>
    public int FilesPerUser { get; init; } = 500;
}
