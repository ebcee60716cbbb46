namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>The folder with the bytes of all files, each under a name of ours, and those that are on their
/// way.</summary>
/// <remarks>
/// <c>staging/</c> has what is being received, <c>ab/ab…</c> what was kept. Nothing that a client says becomes part
/// of a path. Only the owner of the process may look into it.
/// </remarks>
internal sealed class FileFolder(FileFolderOptions options)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string StagingName = "staging";

    private readonly string _root = Path.GetFullPath(options.Folder);

    private string Staging => Path.Combine(_root, StagingName);

    /// <summary>Makes the folders that are missing.</summary>
    /// <exception cref="FileFolderException">They cannot be made.</exception>
    public void Ensure() => Guard(() =>
    {
        Make(_root); // what is made on the way to another folder would be open to everybody
        Make(Staging);
    });

    /// <summary>Begins to receive a file.</summary>
    /// <exception cref="FileFolderException">It cannot be made.</exception>
    public StagedFile Stage() => Guard(() =>
    {
        Ensure();
        var how = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete, // it is moved while it is open, so that no sweep takes it for a leftover
            Options = FileOptions.Asynchronous,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = PrivateFile;
        }

        return new StagedFile(this, new FileStream(Path.Combine(Staging, FileName.Next()), how));
    });

    /// <summary>Where the bytes of a blob lie, if they are there.</summary>
    /// <param name="blob">Name of ours.</param>
    public string PathOf(string blob)
    {
        var path = FileName.IsKey(blob) ? Path.GetFullPath(Path.Combine(_root, blob[..2], blob)) : "";
        return path.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException("This is no name of a blob.", nameof(blob));
    }

    /// <summary>Puts received bytes where a blob belongs, unless they lie there already.</summary>
    /// <param name="staged">Path of what was received, whole and flushed.</param>
    /// <param name="blob">Name of ours.</param>
    /// <param name="sizeBytes">Of the bytes.</param>
    /// <returns>Whether it was moved; otherwise it is of no further use.</returns>
    public bool Place(string staged, string blob, long sizeBytes)
    {
        var path = PathOf(blob);
        if (new FileInfo(path) is { Exists: true } there && there.Length == sizeBytes)
        {
            return false;
        }

        Make(Path.GetDirectoryName(path)!);
        File.Move(staged, path, overwrite: true); // one step; the same bytes if another one was quicker
        return true;
    }

    /// <summary>Deletes what uploads left that a crash broke off. Those that are under way, here or in another process
    /// that shares the folder, hold their file locked.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="FileFolderException">The folder cannot be read.</exception>
    public int Sweep() => Guard(() => !Directory.Exists(Staging) ? 0 : Directory.GetFiles(Staging).Count(IsSwept));

    private static bool IsSwept(string path)
    {
        try
        {
            using var unused = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            File.Delete(path);
            return true;
        }
        catch (IOException)
        {
            return false; // in use, or gone meanwhile
        }
    }

    private static void Make(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, Private);
        }
    }

    /// <summary>Tells the folder's faults from the client's.</summary>
    public static void Guard(Action work) => Guard(() =>
    {
        work();
        return true;
    });

    /// <inheritdoc cref="Guard(Action)"/>
    public static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FileFolderException(fault);
        }
    }
}
