using System.Diagnostics;

namespace OrleansChat.Silo.Hosting;

/// <summary>Runs one program to its end, as another user of the machine where one is named.</summary>
internal static class PrivatePostgresCommand
{
    internal static async Task<(int ExitCode, string Output)> RunAsync(
        string program, IEnumerable<string> arguments, string? userName, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        start.Environment["LC_ALL"] = "C";
        if (userName is not null)
        {
            start.UserName = userName;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, (await output + await errors).Trim());
    }

    /// <summary>Runs a program that must succeed.</summary>
    internal static async Task EnsureAsync(
        string program, IEnumerable<string> arguments, string? userName, CancellationToken cancellation)
    {
        var (exitCode, output) = await RunAsync(program, arguments, userName, cancellation);
        if (exitCode != 0)
        {
            throw new PrivatePostgresException(
                $"{Path.GetFileName(program)} failed with exit code {exitCode}: {output.ReplaceLineEndings(" | ")}");
        }
    }
}
