using System.Diagnostics;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>The socket's document before the parser that defines what such a document is.</summary>
public sealed class AsyncApiParserTests
{
    [AsyncApiParserFact]
    public async Task The_document_of_the_socket_is_valid()
    {
        using var parser = Process.Start(new ProcessStartInfo("node", ["check.mjs"])
        {
            WorkingDirectory = AsyncApiParserFactAttribute.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
        var faults = parser.StandardError.ReadToEndAsync();
        await parser.StandardInput.WriteAsync(Chat33Documented.AsyncApi.GetRawText());
        parser.StandardInput.Close();
        await parser.WaitForExitAsync();

        Assert.True(parser.ExitCode == 0, await faults);
    }
}
