namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>A file that is being received. Unless it is kept it is gone when this is disposed.</summary>
internal sealed class StagedFile(FileFolder folder, FileStream stream) : IAsyncDisposable
{
    private bool _isKept;

    /// <summary>What was received so far; seekable.</summary>
    public Stream Content => stream;

    /// <summary>Writes the next bytes.</summary>
    /// <exception cref="FileFolderException">They cannot be written.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await stream.WriteAsync(bytes, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FileFolderException(fault);
        }
    }

    /// <summary>Waits until the disk has all of it.</summary>
    /// <exception cref="FileFolderException">It cannot be written.</exception>
    public void Flush() => FileFolder.Guard(() => stream.Flush(flushToDisk: true));

    /// <summary>Keeps it as a blob.</summary>
    /// <exception cref="FileFolderException">It cannot be moved.</exception>
    public void KeepAs(string blob) =>
        _isKept = FileFolder.Guard(() => folder.Place(stream.Name, blob, stream.Length));

    /// <exception cref="FileFolderException">It cannot be removed; the next start sweeps it.</exception>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_isKept)
            {
                FileFolder.Guard(() => File.Delete(stream.Name));
            }
        }
        finally
        {
            await stream.DisposeAsync();
        }
    }
}
