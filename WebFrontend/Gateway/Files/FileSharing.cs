using OrleansChat.Errors;
using OrleansChat.Files;

namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>Lets those read a file who are told of it.</summary>
internal sealed class FileSharing(IClusterClient grains, GrainRetries retries)
{
    /// <summary>Shares the files of this server that a message names. Call it before the message is posted: who sees it
    /// asks for them at once.</summary>
    /// <remarks>What the sender may not read himself, or would share where he is not, is not shared; nobody is told.
    /// A text that names no file costs no call.</remarks>
    /// <param name="senderId">Who posts it.</param>
    /// <param name="conversation">Key of the conversation.</param>
    /// <param name="text">The message, or the URL that it is.</param>
    /// <param name="stop">Nobody waits for the answer any longer.</param>
    /// <returns><see cref="ChatError.None"/>; or why it is not known whether they are shared, so that the message
    /// should not be posted.</returns>
    public async ValueTask<ChatError> ShareAsync(int senderId, string conversation, string text, CancellationToken stop)
    {
        foreach (var key in FileMentions.Find(text))
        {
            var error = await retries.AskAsync(
                (grains, key, senderId, conversation),
                static ask => ask.grains.GetGrain<IFileGrain>(ask.key)
                    .ShareAsync(ask.senderId, ask.conversation, CancellationToken.None),
                GrainRetries.ForOthers,
                stop);
            if (error is not (ChatError.None or ChatError.MessageUnknown or ChatError.NotMember))
            {
                return error;
            }
        }

        return ChatError.None;
    }
}
