using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Rooms;

/// <summary>What is said in the room, and what of it stands on its board. A part of its grain.</summary>
internal sealed class RoomWords(LiveRoom room)
{
    private long? _storedAnnouncement; // the last place of one when the log was asked; null before that
    private long _postedAnnouncement;

    public Task<Reply<ChatMessage>> PostAsync(MessageDraft draft, CancellationToken cancellation)
    {
        var refusal = RoomRules.Post(
            room.Conversation.Ahead, room.Settings, draft, room.Conversation.CanSpeak(draft.SenderId), room.Now);
        var posting = room.Conversation.PostAsync(draft, refusal, cancellation);
        return draft.Kind is MessageKind.Announcement ? RememberAsync(posting) : posting;
    }

    public async Task<ChatError> RecallAsync(RecallMessage command, CancellationToken cancellation) =>
        RoomRules.Recall(room.State, room.Settings, command, room.Now) is var refusal and not ChatError.None
            ? refusal
            : await room.Conversation.RecallAsync(
                command, RoomRules.ReadsFrom(room.State, room.Settings, command.CallerId), cancellation);

    public async Task<Reply<HistoryPage>> ReadAsync(HistoryQuery query, CancellationToken cancellation) =>
        RoomRules.See(room.State, query.CallerId) is var refusal and not ChatError.None
            ? refusal
            : await room.Conversation.ReadAsync(
                query, RoomRules.ReadsFrom(room.State, room.Settings, query.CallerId), cancellation);

    /// <summary>A room without announcements, which is nearly every one, asks the log once.</summary>
    public async Task<Reply<AnnouncementPage>> ReadAnnouncementsAsync(HistoryQuery query, CancellationToken cancellation)
    {
        if (RoomRules.See(room.State, query.CallerId) is var refusal and not ChatError.None)
        {
            return refusal;
        }

        var log = room.Parts.Log;
        var key = ConversationKey.Room(room.Id);
        var from = RoomRules.ReadsFrom(room.State, room.Settings, query.CallerId);
        if (_storedAnnouncement is null)
        {
            var newest = await log.ReadAnnouncementsAsync(key, null, 1, 1, cancellation);
            _storedAnnouncement = newest.IsEmpty ? 0 : newest[0].Seq;
        }

        if (Math.Max(_storedAnnouncement.Value, _postedAnnouncement) < from)
        {
            return AnnouncementPage.Empty;
        }

        var rows = await log.ReadAnnouncementsAsync(key, query.StartMessageId, from, query.Count + 1, cancellation);
        var total = await log.CountAnnouncementsAsync(key, from, cancellation);
        return rows.Length > query.Count
            ? new AnnouncementPage(rows[..query.Count], rows[query.Count].MessageId, total)
            : new AnnouncementPage(rows, null, total);
    }

    /// <summary>Two members became friends through the room.</summary>
    public async Task<ChatError> TellFriendshipAsync(int applicantId, int friendId)
    {
        if (!room.State.IsMember(applicantId) || !room.State.IsMember(friendId))
        {
            return ChatError.NotMember;
        }

        var applicant = (await room.NameAsync([applicantId]))[0];
        var alert = await room.AlertAsync(friendId, friend => Alerts.Befriended(applicant, friend));
        return await room.Conversation.ChangeAsync(new([]) { After = alert });
    }

    private async Task<Reply<ChatMessage>> RememberAsync(Task<Reply<ChatMessage>> posting)
    {
        var posted = await posting;
        _postedAnnouncement = Math.Max(_postedAnnouncement, posted.Value?.Seq ?? 0);
        return posted;
    }
}
