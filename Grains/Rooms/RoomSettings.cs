using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Rooms;

/// <summary>What managers set for a room, and each member for himself. A part of its grain.</summary>
internal sealed class RoomSettings(LiveRoom room)
{
    public async Task<ChatError> EditAsync(int callerId, RoomEdit edit)
    {
        if (RoomRules.Manage(room.State, callerId) is var refusal and not ChatError.None)
        {
            return refusal;
        }

        var before = room.Settings;
        var next = before with
        {
            Name = edit.Name ?? before.Name,
            Avatar = edit.Avatar ?? before.Avatar,
            MembersMayBefriend = edit.MembersMayBefriend ?? before.MembersMayBefriend,
            JoinPolicy = edit.JoinPolicy ?? before.JoinPolicy,
            ShowsOldHistory = edit.ShowsOldHistory ?? before.ShowsOldHistory,
        };
        if (next == before) // the same again is a success
        {
            return ChatError.None;
        }

        await room.StoreAsync(next);
        return next.Name == before.Name ? ChatError.None : await room.Conversation.ChangeAsync(new([])
        {
            After = await room.AlertAsync(callerId, manager => Alerts.Renamed(manager, next.Name)),
        });
    }

    public async Task<ChatError> SetAsync(int callerId, MemberSettings settings, CancellationToken cancellation) =>
        RoomRules.See(room.State, callerId) is var refusal and not ChatError.None
            ? refusal
            : await room.Conversation.SetAsync(callerId, settings, cancellation);
}
