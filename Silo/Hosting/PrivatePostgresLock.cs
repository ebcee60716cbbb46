using System.Globalization;

namespace OrleansChat.Silo.Hosting;

/// <summary>The file <c>postmaster.pid</c> of a data folder: who serves it, and where.</summary>
/// <param name="ProcessId">The server's process.</param>
/// <param name="Port">Number in the socket's name.</param>
/// <param name="SocketFolder">Where the socket is.</param>
internal sealed record PrivatePostgresLock(int ProcessId, int Port, string SocketFolder)
{
    private const int PortLine = 3;
    private const int SocketLine = 4;

    internal static string PathIn(string folder) => Path.Combine(folder, "postmaster.pid");

    /// <summary>The server that runs on a data folder; null when none does.</summary>
    internal static PrivatePostgresLock? Read(string folder)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(PathIn(folder));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        return lines.Length > SocketLine
            && int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
            && int.TryParse(lines[PortLine], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                ? new PrivatePostgresLock(processId, port, lines[SocketLine].Trim())
                : null;
    }

    /// <summary>
    /// Removes a file left by a server that was killed, when its process number now belongs to a stranger (usual after
    /// the restart of a container): PostgreSQL itself would refuse to start.
    /// </summary>
    internal static void RemoveIfStale(string folder)
    {
        if (Read(folder) is { } left && Directory.Exists("/proc/self") && !IsServerOf(left.ProcessId, folder))
        {
            File.Delete(PathIn(folder));
        }
    }

    private static bool IsServerOf(int processId, string folder)
    {
        var process = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}");
        try
        {
            // A server works inside its data folder.
            return Directory.ResolveLinkTarget(process + "/cwd", returnFinalTarget: false)?.FullName is { } works
                && works == (Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(folder));
        }
        catch (UnauthorizedAccessException)
        {
            return true; // not to be looked into: leave the decision to PostgreSQL
        }
        catch (IOException)
        {
            return false; // no such process
        }
    }
}
