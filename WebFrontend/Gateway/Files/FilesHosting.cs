namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>Registers what protocols receive, send and share files with.</summary>
internal static class FilesHosting
{
    /// <summary>Adds it; the gateway comes first.</summary>
    public static IServiceCollection AddFiles(this IServiceCollection services, FileFolderOptions options) => services
        .AddSingleton(options)
        .AddSingleton<IDisk, Disk>()
        .AddSingleton<DiskReserve>()
        .AddSingleton<FileFolder>()
        .AddSingleton<FileUploads>()
        .AddSingleton<FileDownloads>()
        .AddSingleton<FileSharing>()
        .AddHostedService<FileFolderSweep>();
}
