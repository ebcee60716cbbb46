using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Rooms;

/// <summary>Who manages and who owns the room. A part of its grain.</summary>
internal sealed class RoomRanks(LiveRoom room)
{
    public async Task<ChatError> SetLevelAsync(int callerId, int userId, MemberLevel level)
    {
        if (RoomRules.IsHandedOver(room.State, room.Settings, callerId, userId, level))
        {
            return ChatError.None;
        }

        if (RoomRules.SetLevel(room.State, callerId, userId, level) is var refusal and not ChatError.None)
        {
            return refusal;
        }

        if (RoomRules.Level(room.State, userId) == level)
        {
            return ChatError.None; // the same again
        }

        if (level is MemberLevel.Owner && room.Settings.FormerOwnerId != callerId)
        {
            await room.StoreAsync(room.Settings with { FormerOwnerId = callerId }); // what a repetition is known by
        }

        var person = (await room.NameAsync([userId]))[0];
        return await room.Conversation.ChangeAsync(level switch
        {
            // In one change: there is exactly one owner before it and after it.
            MemberLevel.Owner => new ConversationChange([Rank(userId, level), Rank(callerId, MemberLevel.Member)])
            {
                After = await room.AlertAsync(callerId, before => Alerts.Owner(before, person)),
            },
            MemberLevel.Manager => new ConversationChange([Rank(userId, level)])
            {
                After = await room.AlertAsync(callerId, owner => Alerts.Manager(owner, person)),
            },
            _ => new ConversationChange([Rank(userId, level)]),
        });
    }

    private static MemberChange Rank(int userId, MemberLevel level) => MemberChange.Update(userId, level: (short)level);
}
