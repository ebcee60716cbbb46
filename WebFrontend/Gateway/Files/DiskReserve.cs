namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>Keeps a part of the disk free of uploads: messages must outlive them. Source: promises.md, P14.</summary>
/// <remarks>What uploads of this process have not written yet counts as written.</remarks>
internal sealed class DiskReserve(IDisk disk, FileFolderOptions options)
{
    private long _underWay;

    /// <summary>Takes room for an upload, to be given back with <see cref="GiveBack"/> when it is over.</summary>
    /// <param name="bytes">As many as it may need.</param>
    /// <returns>Whether the disk has them, above the reserve.</returns>
    /// <exception cref="FileFolderException">The disk cannot be asked.</exception>
    public bool TryTake(long bytes)
    {
        var (free, total) = disk.Measure(options.Folder);
        var reserved = (long)(total / 100.0 * options.ReservePercent);
        if (free - Interlocked.Add(ref _underWay, bytes) >= reserved)
        {
            return true;
        }

        GiveBack(bytes);
        return false;
    }

    /// <summary>The upload is over, well or not.</summary>
    public void GiveBack(long bytes) => Interlocked.Add(ref _underWay, -bytes);
}
