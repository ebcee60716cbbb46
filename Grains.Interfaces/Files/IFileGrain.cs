using Orleans.Concurrency;
using OrleansChat.Errors;

namespace OrleansChat.Files;

/// <summary>One uploaded file, and who may read it.</summary>
/// <remarks>Keyed by its name without the extension. What is answered with success is stored. To who may not read it a
/// file does not exist.</remarks>
[Alias("file")]
public interface IFileGrain : IGrainWithStringKey
{
    /// <summary>The file, for one who wants to read it.</summary>
    /// <param name="callerId">His user id, or 0 for somebody unknown.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The record; or <see cref="ChatError.MessageUnknown"/> when there is no such file, or none that he may
    /// read: his own, a public one, one that was shared in a conversation that he is in now. In development everybody
    /// may read everything.</returns>
    [Alias("get"), AlwaysInterleave]
    Task<Reply<FileRecord>> GetAsync(int callerId, CancellationToken cancellation);

    /// <summary>Lets those who are in a conversation read the file, while they are in it. The same again changes
    /// nothing.</summary>
    /// <param name="callerId">Who shares it: one who may read it himself and is in the conversation.</param>
    /// <param name="conversation">Key of a direct conversation or a room. A chat room has no members: nobody can share
    /// there.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>; <see cref="ChatError.MessageUnknown"/> as of <see cref="GetAsync"/>;
    /// <see cref="ChatError.NotMember"/> when he is not in the conversation.</returns>
    [Alias("share")]
    Task<ChatError> ShareAsync(int callerId, string conversation, CancellationToken cancellation);

    /// <summary>Lets everybody read the file from now on.</summary>
    /// <param name="callerId">The uploader; nobody else may.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>, or <see cref="ChatError.MessageUnknown"/>.</returns>
    [Alias("publish")]
    Task<ChatError> PublishAsync(int callerId, CancellationToken cancellation);
}
