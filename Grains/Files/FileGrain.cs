using OrleansChat.Errors;

namespace OrleansChat.Files;

[GrainType("file")]
internal sealed class FileGrain(IFileStore files, FilePolicy policy) : Grain, IFileGrain
{
    private FileRecord? _file;

    private string Name => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _file = await files.FindAsync(Name, cancellationToken);

    public async Task<Reply<FileRecord>> GetAsync(int callerId, CancellationToken cancellation)
    {
        if (_file is not { } file)
        {
            return Forget();
        }

        return await MayReadAsync(file, callerId, cancellation) ? file : ChatError.MessageUnknown;
    }

    public async Task<ChatError> ShareAsync(int callerId, string conversation, CancellationToken cancellation)
    {
        if (_file is not { } file)
        {
            return Forget();
        }

        if (!await MayReadAsync(file, callerId, cancellation))
        {
            return ChatError.MessageUnknown;
        }

        var isIn = await files.ShareAsync(Name, callerId, conversation, cancellation);
        return isIn ? ChatError.None : ChatError.NotMember;
    }

    public async Task<ChatError> PublishAsync(int callerId, CancellationToken cancellation)
    {
        if (_file is not { } file)
        {
            return Forget();
        }

        if (!FileRules.IsUploader(file, callerId))
        {
            return ChatError.MessageUnknown;
        }

        if (!file.IsPublic)
        {
            await files.PublishAsync(Name, cancellation);
            _file = file with { IsPublic = true };
        }

        return ChatError.None;
    }

    /// <summary>A name that somebody made up costs no memory.</summary>
    private ChatError Forget()
    {
        DeactivateOnIdle();
        return ChatError.MessageUnknown;
    }

    private async Task<bool> MayReadAsync(FileRecord file, int callerId, CancellationToken cancellation) =>
        FileRules.MayAlwaysRead(file, callerId, policy)
        || (callerId > 0 && await files.IsSharedWithAsync(Name, callerId, cancellation));
}
