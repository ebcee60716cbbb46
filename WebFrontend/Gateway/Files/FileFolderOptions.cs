namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>Where the bytes of files lie; the host binds it from <c>Chat</c>.</summary>
internal sealed record FileFolderOptions
{
    /// <value>The folder <c>files</c> in <c>Chat:Data</c>: outside of everything that is served by its path. All
    /// frontends of a cluster share it.</value>
    public required string Folder { get; init; }

    /// <value>Percent of the disk that uploads leave free. Setting <c>Chat:Files:ReservePercent</c>.</value>
    public int ReservePercent { get; init; } = 10;
}
