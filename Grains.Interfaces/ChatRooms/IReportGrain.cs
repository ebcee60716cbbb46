using OrleansChat.Errors;

namespace OrleansChat.ChatRooms;

/// <summary>What one user reports of others.</summary>
/// <remarks>Keyed by the user id of the one who reports. What is answered with success is stored.</remarks>
[Alias("report")]
public interface IReportGrain : IGrainWithIntegerKey
{
    /// <summary>Reports a message that was said in a chat room; the same again is stored once.</summary>
    /// <param name="senderId">Who said it.</param>
    /// <param name="messageId">Its id, or the one that its sender gave it.</param>
    /// <param name="asStaff">Whether staff reports, who may read closed and deleted chat rooms.</param>
    /// <param name="cancellation">Stops the wait, not the write.</param>
    /// <returns><see cref="ChatError.None"/>; or <see cref="ChatError.MessageUnknown"/> when he said no such thing in a
    /// chat room that the caller may read.</returns>
    [Alias("file")]
    Task<ChatError> FileAsync(int senderId, string messageId, bool asStaff, CancellationToken cancellation);
}
