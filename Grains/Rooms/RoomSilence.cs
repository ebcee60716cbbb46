using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Fanout;

namespace OrleansChat.Rooms;

/// <summary>Keeps members from speaking. A part of the room's grain.</summary>
/// <remarks>The room's rule is stored first and is in force from then on; the lists and the alert follow in one commit.
/// Who repeats a call that was cut off between the two finishes it.</remarks>
internal sealed class RoomSilence(LiveRoom room)
{
    public async Task<ChatError> SetAsync(int callerId, MuteEdit edit)
    {
        if (RoomMutes.Set(room.State, callerId, edit, room.Now) is var refusal and not ChatError.None)
        {
            return refusal;
        }

        var lasts = edit.Mode is MuteMode.WhiteList or MuteMode.AllMuted;
        var next = AbsentMutes.Clear(room.Settings) with
        {
            MuteMode = edit.Mode,
            MutedUntilUnixMs = lasts ? edit.UntilUnixMs : 0,
        };
        var changes = RoomMutes.Changes(room.State.Members, edit);
        var people = await room.NameAsync(edit.Users);
        refusal = await ChangeAsync(
            callerId, next, changes, manager => Alerts.MuteRule(manager, (int)edit.Mode, people, next.MutedUntilUnixMs));
        if (refusal is ChatError.None)
        {
            await room.Notices.MuteRuleAsync(edit, room.State).OrLostAsync(room.Parts.Logger);
        }

        return refusal;
    }

    public async Task<ChatError> SetOneAsync(int callerId, int userId, long untilUnixMs)
    {
        if (RoomMutes.SetOne(room.State, callerId, userId, untilUnixMs, room.Now) is var refusal and not ChatError.None)
        {
            return refusal;
        }

        var (next, changes) = RoomMutes.One(room.Settings, room.State.Members, userId, untilUnixMs, room.Now);
        var person = (await room.NameAsync([userId]))[0];
        refusal = await ChangeAsync(callerId, next, changes, manager => Alerts.MuteOne(manager, person, untilUnixMs));
        if (refusal is ChatError.None)
        {
            await room.Notices.MuteOneAsync(userId, untilUnixMs).OrLostAsync(room.Parts.Logger);
        }

        return refusal;
    }

    private async Task<ChatError> ChangeAsync(
        int callerId, RoomState next, ImmutableArray<MemberChange> changes, Func<AlertPerson, string> write)
    {
        if (next == room.Settings && changes.IsEmpty)
        {
            return ChatError.None; // the same again
        }

        var alert = await room.AlertAsync(callerId, write);
        if (next != room.Settings)
        {
            await room.StoreAsync(next);
        }

        return await room.Conversation.ChangeAsync(new(changes) { After = alert });
    }
}
