using System.Diagnostics;

namespace OrleansChat.Tests.Support;

internal static class RepositoryRoot
{
    public static string Path { get; } = Locate();

    public static IEnumerable<string> CSharpFiles(string folder)
    {
        var root = System.IO.Path.Combine(Path, folder);
        return Directory.Exists(root)
            ? Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Where(file => !IsMade(file))
            : [];
    }

    public static string Relative(string file) => System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/');

    /// <summary>What is tracked, by path from here.</summary>
    public static string[] TrackedFiles()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "-z"])
        {
            WorkingDirectory = Path,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var git = Process.Start(start)!;
        var names = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return git.ExitCode == 0
            ? [.. names.Where(name => File.Exists(System.IO.Path.Combine(Path, name)))]
            : throw new InvalidOperationException($"git ls-files ended with {git.ExitCode}.");
    }

    private static bool IsMade(string file)
    {
        var separator = System.IO.Path.DirectorySeparatorChar;
        return file.Contains($"{separator}obj{separator}", StringComparison.Ordinal)
            || file.Contains($"{separator}bin{separator}", StringComparison.Ordinal);
    }

    /// <summary>Not from the source's own path: a build that is to be the same everywhere has none.</summary>
    private static string Locate()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "OrleansChat.sln")))
        {
            folder = System.IO.Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} lies in no checkout.");
        }

        return folder;
    }
}
