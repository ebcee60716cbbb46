using System.Globalization;
using OrleansChat.ChatRooms;
using OrleansChat.Conversations;

namespace OrleansChat.Tests.Support;

/// <summary>Reports of what stands in the log of a test.</summary>
internal sealed class MemoryReportStore(SteeredMessageLog log) : IReportStore
{
    /// <summary>Who reported what, each once.</summary>
    public HashSet<(int ReporterId, ReportedMessage Message)> Filed { get; } = [];

    public Task<ReportedMessage?> FindAsync(int senderId, string messageId, CancellationToken cancellation) =>
        Task.FromResult(log.Conversations.Where(ConversationKey.IsChatRoom)
            .SelectMany(key => log[key].Rows)
            .Where(row => row.SenderId == senderId)
            .Where(row => row.ClientMessageId == messageId
                || row.MessageId.ToString(CultureInfo.InvariantCulture) == messageId)
            .Select(row => new ReportedMessage(row.Conversation, row.MessageId, senderId))
            .LastOrDefault());

    public Task FileAsync(int reporterId, ReportedMessage message, CancellationToken cancellation)
    {
        Filed.Add((reporterId, message));
        return Task.CompletedTask;
    }
}
