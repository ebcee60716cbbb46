namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>The disk of this machine.</summary>
internal sealed class Disk : IDisk
{
    public DiskSpace Measure(string folder)
    {
        try
        {
            var drive = new DriveInfo(folder);
            return new DiskSpace(drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FileFolderException(fault);
        }
    }
}
