using OrleansChat.Errors;

namespace OrleansChat.Files;

/// <summary>The files that one user keeps, and how many more he may.</summary>
/// <remarks>Keyed by user id; 0 is everybody who did not sign in, in development, and has no quota. What is used is
/// asked of the rows each time.</remarks>
[Alias("file.space")]
public interface IFileSpaceGrain : IGrainWithIntegerKey
{
    /// <summary>Whether there is room for one more byte: asked before the bytes are received.</summary>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.Forbidden"/> when his quota is used up.</returns>
    [Alias("check")]
    Task<ChatError> CheckAsync(CancellationToken cancellation);

    /// <summary>Keeps the record of a file. Durable when it returns; the same again gets the same answer.</summary>
    /// <param name="file">Uploaded by this user. Its blob is where the bytes go if nobody has them yet.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns>The blob where the bytes belong, which is another one when a file of the same bytes was kept before; or
    /// <see cref="ChatError.Forbidden"/> when the file does not fit into his quota.</returns>
    [Alias("store")]
    Task<Reply<string>> StoreAsync(FileRecord file, CancellationToken cancellation);

    /// <summary>Takes a record back whose bytes could not be kept.</summary>
    /// <param name="name">Of a file of this user that no client was told of.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    [Alias("remove")]
    Task RemoveAsync(string name, CancellationToken cancellation);
}
