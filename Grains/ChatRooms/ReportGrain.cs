using Microsoft.Extensions.Logging;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.ChatRooms;

[GrainType("report")]
internal sealed class ReportGrain(IReportStore reports, ILogger<ReportGrain> logger) : Grain, IReportGrain
{
    private static readonly HistoryQuery Newest = new(CallerId: 0, StartMessageId: null, Count: 1);

    public async Task<ChatError> FileAsync(
        int senderId, string messageId, bool asStaff, CancellationToken cancellation)
    {
        if (await reports.FindAsync(senderId, messageId, cancellation) is not { } message
            || !await MayReadAsync(message, asStaff, cancellation))
        {
            return ChatError.MessageUnknown;
        }

        var reporterId = (int)this.GetPrimaryKeyLong();
        await reports.FileAsync(reporterId, message, cancellation);
        ReportLog.Filed(logger, reporterId, message.MessageId, message.SenderId, message.Conversation);
        return ChatError.None;
    }

    /// <summary>Who may read one message of a chat room may read all.</summary>
    private async Task<bool> MayReadAsync(ReportedMessage message, bool asStaff, CancellationToken cancellation) =>
        ConversationKey.TryChatRoom(message.Conversation, out var chatRoomId)
        && (await GrainFactory.GetGrain<IChatRoomGrain>(chatRoomId).ReadAsync(Newest, asStaff, cancellation)).Ok;
}
