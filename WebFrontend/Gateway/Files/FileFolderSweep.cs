namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>At the start: what a crash left of uploads goes.</summary>
internal sealed class FileFolderSweep(FileFolder folder, ILogger<FileFolderSweep> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (folder.Sweep() is > 0 and var swept)
            {
                FileLog.Swept(logger, swept);
            }
        }
        catch (FileFolderException fault)
        {
            FileLog.FolderFault(logger, fault); // messages do without files
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
