namespace OrleansChat.Files;

/// <summary>Records of uploaded files, and where they were shared.</summary>
public interface IFileStore
{
    /// <summary>The record of a file, or null.</summary>
    Task<FileRecord?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>What a user keeps.</summary>
    Task<FileUsage> UsageAsync(int userId, CancellationToken cancellation);

    /// <summary>Stores a record, if it fits; a name that is stored already stays as it is. Durable when it
    /// returns.</summary>
    /// <param name="file">The record; its blob is taken when no blob of these bytes is known.</param>
    /// <param name="limits">What the uploader may keep, this file included. Holds also when many nodes
    /// store for one user at once.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The blob of these bytes, or null when the file does not fit.</returns>
    Task<string?> StoreAsync(FileRecord file, FileUsage limits, CancellationToken cancellation);

    /// <summary>Removes a record of a user, if it is there.</summary>
    Task RemoveAsync(int userId, string name, CancellationToken cancellation);

    /// <summary>Makes a file public.</summary>
    Task PublishAsync(string name, CancellationToken cancellation);

    /// <summary>Shares a file in a conversation, if a user is in it now: one of the two of a direct conversation, or a
    /// member.</summary>
    /// <returns>Whether he is.</returns>
    Task<bool> ShareAsync(string name, int userId, string conversation, CancellationToken cancellation);

    /// <summary>Whether a file was shared in a conversation that a user is in now.</summary>
    Task<bool> IsSharedWithAsync(string name, int userId, CancellationToken cancellation);
}
