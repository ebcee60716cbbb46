namespace OrleansChat.ChatRooms;

/// <summary>Reports of what was said in chat rooms.</summary>
public interface IReportStore
{
    /// <summary>What a user said in a chat room: the message with this id, else his newest one with this id of his
    /// own; null when there is none.</summary>
    Task<ReportedMessage?> FindAsync(int senderId, string messageId, CancellationToken cancellation);

    /// <summary>Stores a report, once for each reporter and message. Durable when it returns.</summary>
    Task FileAsync(int reporterId, ReportedMessage message, CancellationToken cancellation);
}
