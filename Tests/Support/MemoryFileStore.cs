using OrleansChat.Conversations;
using OrleansChat.Files;

namespace OrleansChat.Tests.Support;

/// <summary>Records of files in memory, and who is in the conversations of a test's log.</summary>
internal sealed class MemoryFileStore(SteeredMessageLog log) : IFileStore
{
    private readonly Lock _gate = new(); // grains of many users share it
    private readonly Dictionary<string, FileRecord> _files = [];
    private readonly Dictionary<(string Sha256, long Size), string> _blobs = [];
    private readonly HashSet<(string Name, string Conversation)> _shares = [];

    public Task<FileRecord?> FindAsync(string name, CancellationToken cancellation) => Locked(
        () => _files.TryGetValue(name, out var file) ? file with { Blob = _blobs[(file.Sha256, file.SizeBytes)] } : null);

    public Task<FileUsage> UsageAsync(int userId, CancellationToken cancellation) =>
        Locked(() => Usage(_files.Values.Where(file => file.UploaderId == userId)));

    public Task<string?> StoreAsync(FileRecord file, FileUsage limits, CancellationToken cancellation) => Locked(() =>
    {
        var usage = Usage(_files.Values.Where(one => one.UploaderId == file.UploaderId && one.Name != file.Name));
        if (usage.Files >= limits.Files || usage.Bytes + file.SizeBytes > limits.Bytes)
        {
            return null;
        }

        _blobs.TryAdd((file.Sha256, file.SizeBytes), file.Blob);
        _files.TryAdd(file.Name, file);
        return _blobs[(file.Sha256, file.SizeBytes)];
    });

    public Task RemoveAsync(int userId, string name, CancellationToken cancellation) => Locked(
        () => _files.TryGetValue(name, out var file) && file.UploaderId == userId && _files.Remove(name));

    public Task PublishAsync(string name, CancellationToken cancellation) =>
        Locked(() => _files[name] = _files[name] with { IsPublic = true });

    public Task<bool> ShareAsync(string name, int userId, string conversation, CancellationToken cancellation) => Locked(() =>
    {
        if (!IsIn(userId, conversation))
        {
            return false;
        }

        _shares.Add((name, conversation));
        return true;
    });

    public Task<bool> IsSharedWithAsync(string name, int userId, CancellationToken cancellation) =>
        Locked(() => _shares.Any(share => share.Name == name && IsIn(userId, share.Conversation)));

    private static FileUsage Usage(IEnumerable<FileRecord> files) => new(files.Count(), files.Sum(file => file.SizeBytes));

    private bool IsIn(int userId, string conversation) =>
        ConversationKey.Peer(conversation, userId) != 0
        || log[conversation].Stays.Any(stay => stay.UserId == userId && stay.ToSeq is null);

    private Task<T> Locked<T>(Func<T> work)
    {
        lock (_gate)
        {
            return Task.FromResult(work());
        }
    }
}
