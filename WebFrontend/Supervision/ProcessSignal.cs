using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OrleansChat.WebFrontend.Supervision;

/// <summary>What the framework cannot say to a process.</summary>
internal static class ProcessSignal
{
    /// <summary>Starts a program in a session of its own.</summary>
    public const string NewSession = "/usr/bin/setsid";

    private const int Sigterm = 15;

    public static void Terminate(Process process)
    {
        if (!process.HasExited)
        {
            _ = Send(process.Id, Sigterm); // fails when it has ended by now, which is what is wanted
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int process, int signal);
}
