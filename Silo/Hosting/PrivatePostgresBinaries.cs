using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansChat.Silo.Hosting;

/// <summary>One installation of PostgreSQL on this machine.</summary>
/// <param name="Folder">Where <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> are.</param>
/// <param name="Major">Major version.</param>
internal sealed partial record PrivatePostgresBinaries(string Folder, int Major)
{
    internal const int OldestMajor = 13;

    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    internal string Program(string name) => Path.Combine(Folder, name);

    /// <summary>The newest installation, or the one of the version that made the data.</summary>
    /// <param name="dataMajor">Version that made the data; null when there is none yet.</param>
    /// <param name="folders">Where to look, in order; null for the usual places.</param>
    /// <param name="cancellation">Stops the wait.</param>
    internal static async Task<PrivatePostgresBinaries> FindAsync(
        int? dataMajor, IEnumerable<string>? folders, CancellationToken cancellation)
    {
        var found = new List<PrivatePostgresBinaries>();
        foreach (var folder in (folders ?? UsualFolders()).Distinct(StringComparer.Ordinal))
        {
            if (Array.TrueForAll(Programs, program => File.Exists(Path.Combine(folder, program)))
                && await MajorAsync(folder, cancellation) is { } major)
            {
                found.Add(new PrivatePostgresBinaries(folder, major));
            }
        }

        var usable = found.Where(one => one.Major >= OldestMajor && (dataMajor is null || one.Major == dataMajor));
        return usable.MaxBy(one => one.Major) ?? throw new PrivatePostgresException(dataMajor is null
            ? $"No PostgreSQL {OldestMajor} or later was found: install it (Debian and Ubuntu: apt-get install postgresql; "
                + "macOS: brew install postgresql@17), or set Chat:Storage:ConnectionString to a running server."
            : $"The data was made by PostgreSQL {dataMajor}, which was not found: install that version.");
    }

    private static IEnumerable<string> UsualFolders()
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            if (folder.Length > 0)
            {
                yield return folder;
            }
        }

        string[] roots = ["/usr/lib/postgresql", "/opt", "/opt/homebrew/opt", "/usr/local/opt"];
        foreach (var root in roots.Where(Directory.Exists))
        {
            foreach (var folder in Directory.EnumerateDirectories(root))
            {
                yield return Path.Combine(folder, "bin");
            }
        }

        yield return "/usr/local/pgsql/bin";
        yield return "/usr/local/bin";
        yield return "/usr/bin";
    }

    private static async Task<int?> MajorAsync(string folder, CancellationToken cancellation)
    {
        var (exitCode, output) = await PrivatePostgresCommand.RunAsync(
            Path.Combine(folder, "postgres"), ["--version"], null, cancellation);
        var version = Version().Match(output);
        return exitCode == 0 && version.Success
            ? int.Parse(version.Groups["major"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (?<major>[0-9]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Version();
}
