using System.Globalization;

namespace OrleansChat.Benchmarks.Measuring;

/// <summary>CPU time and memory of a process, from the operating system's accounting.</summary>
internal static class ProcessTimes
{
    private const double MillisecondsPerTick = 10; // USER_HZ is 100 on every Linux that .NET runs on

    /// <summary>User and system time of the process.</summary>
    public static double OwnMilliseconds(int process) => Fields(process) is { } fields ? Sum(fields, 11, 2) : 0;

    /// <summary>The time of the process, of its children that ended and of those that live.</summary>
    public static double FamilyMilliseconds(int process)
    {
        var total = Fields(process) is { } fields ? Sum(fields, 11, 4) : 0;
        return total + Children(process).Sum(OwnMilliseconds);
    }

    /// <summary>Resident memory in KiB, 0 when the process is gone.</summary>
    public static double ResidentKibibytes(int process)
    {
        var path = $"/proc/{process}/status";
        var line = File.Exists(path)
            ? File.ReadLines(path).FirstOrDefault(text => text.StartsWith("VmRSS:", StringComparison.Ordinal))
            : null;
        return line is null ? 0 : double.Parse(line[6..^2], NumberStyles.Any, CultureInfo.InvariantCulture);
    }

    private static IEnumerable<int> Children(int process)
    {
        // Not every kernel lists children; then all processes are asked for their parent.
        var list = $"/proc/{process}/task/{process}/children";
        if (File.Exists(list))
        {
            return File.ReadAllText(list).Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(id => int.Parse(id, CultureInfo.InvariantCulture));
        }

        var parent = process.ToString(CultureInfo.InvariantCulture);
        return Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && Fields(id) is { } fields && fields[1] == parent);
    }

    // What follows the name of the program, which may hold blanks: state, parent, ... ; utime is the 12th.
    private static string[]? Fields(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null; // it ended between the listing and the reading
        }
    }

    private static double Sum(string[] fields, int first, int count) =>
        fields.AsSpan(first, count).ToArray().Sum(text => double.Parse(text, CultureInfo.InvariantCulture))
        * MillisecondsPerTick;
}
