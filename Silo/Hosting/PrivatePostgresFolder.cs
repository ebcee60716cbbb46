using System.Security.Cryptography;
using System.Text;

namespace OrleansChat.Silo.Hosting;

/// <summary>Where the private database lies: in the data folder, wherever its user can get there.</summary>
/// <remarks>
/// Run as root, the database runs as an unprivileged user, and a data folder below, say, root's home is closed to him.
/// Then the database lies in the machine's own place for such data, under a name that follows from the data folder, and
/// a link in the data folder says where.
/// </remarks>
internal static class PrivatePostgresFolder
{
    private const string Name = "postgres";
    private const string MachineFolder = "/var/lib/orleanschat";

    public static string Of(string dataFolder)
    {
        var inside = Path.Combine(dataFolder, Name);
        if (!Environment.IsPrivilegedProcess || OperatingSystem.IsWindows() || IsOpen(inside))
        {
            return inside;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataFolder)))[..16];
        var outside = Path.Combine(MachineFolder, hash);
        Directory.CreateDirectory(dataFolder);
        Directory.CreateDirectory(MachineFolder);
        if (new FileInfo(inside).LinkTarget is null)
        {
            File.CreateSymbolicLink(inside, outside);
        }

        return outside;
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static bool IsOpen(string folder)
    {
        for (var parent = Directory.GetParent(folder); parent is not null; parent = parent.Parent)
        {
            if (parent.Exists && !parent.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }
}
