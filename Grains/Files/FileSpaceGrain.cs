using OrleansChat.Errors;

namespace OrleansChat.Files;

[GrainType("file.space")]
internal sealed class FileSpaceGrain(IFileStore files, FilePolicy policy) : Grain, IFileSpaceGrain
{
    private int UserId => (int)this.GetPrimaryKeyLong();

    /// <summary>Who did not sign in has none: he is everybody, on a machine of a developer.</summary>
    private FileUsage Limits =>
        UserId == 0
        ? new FileUsage(int.MaxValue, long.MaxValue)
        : new FileUsage(policy.FilesPerUser, policy.BytesPerUser);

    public async Task<ChatError> CheckAsync(CancellationToken cancellation) =>
        FileRules.HasRoom(await files.UsageAsync(UserId, cancellation), Limits)
            ? ChatError.None
            : ChatError.Forbidden;

    public async Task<Reply<string>> StoreAsync(FileRecord file, CancellationToken cancellation) =>
        await files.StoreAsync(file with { UploaderId = UserId }, Limits, cancellation) is { } blob
            ? blob
            : ChatError.Forbidden;

    public Task RemoveAsync(string name, CancellationToken cancellation) =>
        files.RemoveAsync(UserId, name, cancellation);
}
