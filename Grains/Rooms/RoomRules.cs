using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Rooms;

/// <summary>What members of a room may do. Pure.</summary>
internal static class RoomRules
{
    /// <summary>People that one call may bring in. Source: security.md, <c>/room/create</c>.</summary>
    public const int MaxInvited = 500;

    public static ChatError Create(ConversationState state, CreateRoom command) =>
        state.LastSeq > 0 ? ChatError.AlreadyMember
        : command.Invited.Length > MaxInvited ? ChatError.InvalidValue
        : ChatError.None;

    /// <summary>Whether this very command made the room: its answer was lost, and it is sent again.</summary>
    public static bool IsMadeBy(CreateRoom command, ConversationState state, RoomState room) =>
        state.LastSeq > 0
        && Level(state, command.OwnerId) is MemberLevel.Owner
        && state.Members[command.OwnerId].FromSeq == 1
        && (room.Name, room.Avatar, room.IsEncrypted) == (command.Name, command.Avatar, command.IsEncrypted);

    /// <summary>The owner, and everybody invited once.</summary>
    public static ImmutableArray<MemberChange> FirstMembers(CreateRoom command) =>
    [
        Join(command.OwnerId, MemberLevel.Owner),
        .. command.Invited.Where(user => user != command.OwnerId).Distinct().Select(JoinAsMember),
    ];

    public static ChatError Post(
        ConversationState state, RoomState room, MessageDraft draft, bool canSpeak, long now) =>
        state.Members.IsEmpty ? ChatError.RoomUnknown
        : !canSpeak ? ChatError.NotMember
        : draft.Kind is MessageKind.Membership or MessageKind.Alert ? ChatError.Forbidden // the server's own words
        : !RoomMutes.MaySpeak(room, state.Members[draft.SenderId], now) ? ChatError.Muted
        : draft.Kind is MessageKind.Announcement && Level(state, draft.SenderId) < MemberLevel.Manager
            ? ChatError.AnnouncementForbidden
        : ChatError.None;

    public static ChatError See(ConversationState state, int callerId) =>
        state.Members.IsEmpty ? ChatError.RoomUnknown
        : state.IsMember(callerId) ? ChatError.None
        : ChatError.NotMember;

    /// <summary>Whether one may take messages back: who may not speak may not do that either.</summary>
    public static ChatError Recall(ConversationState state, RoomState room, RecallMessage command, long now) =>
        See(state, command.CallerId) is var refusal and not ChatError.None ? refusal
        : command.IsMuted || !RoomMutes.MaySpeak(room, state.Members[command.CallerId], now) ? ChatError.Muted
        : ChatError.None;

    /// <summary>What only a manager or the owner may do.</summary>
    public static ChatError Manage(ConversationState state, int callerId) =>
        See(state, callerId) is var refusal and not ChatError.None ? refusal
        : Level(state, callerId) < MemberLevel.Manager ? ChatError.Forbidden
        : ChatError.None;

    /// <summary>The first place of the room that a member may read.</summary>
    public static long ReadsFrom(ConversationState state, RoomState room, int callerId) =>
        room.ShowsOldHistory ? 1 : state.Members[callerId].FromSeq;

    public static ChatError Invite(ConversationState state, RoomState room, int callerId, int invited) =>
        See(state, callerId) is var refusal and not ChatError.None ? refusal
        : invited > MaxInvited ? ChatError.InvalidValue
        : room.JoinPolicy is JoinPolicy.Closed && Level(state, callerId) < MemberLevel.Manager ? ChatError.Forbidden
        : ChatError.None;

    /// <summary>Whether those whom this member invites have to be let in by a manager.</summary>
    public static bool InvitesByApplication(ConversationState state, RoomState room, int callerId) =>
        room.JoinPolicy is JoinPolicy.Approval && Level(state, callerId) < MemberLevel.Manager;

    public static ChatError Apply(ConversationState state, RoomState room, int callerId) =>
        state.Members.IsEmpty ? ChatError.RoomUnknown
        : state.IsMember(callerId) ? ChatError.AlreadyMember
        : room.JoinPolicy is JoinPolicy.Closed ? ChatError.JoinForbidden
        : ChatError.None;

    public static ChatError SetLevel(ConversationState state, int callerId, int userId, MemberLevel level) =>
        See(state, callerId) is var refusal and not ChatError.None ? refusal
        : Level(state, callerId) is not MemberLevel.Owner ? ChatError.Forbidden
        : !Enum.IsDefined(level) ? ChatError.InvalidValue
        : userId == callerId ? ChatError.Oneself
        : state.IsMember(userId) ? ChatError.None
        : ChatError.NotMember;

    /// <summary>Whether this very call made another the owner: its answer was lost, and it is sent again.</summary>
    public static bool IsHandedOver(
        ConversationState state, RoomState room, int callerId, int userId, MemberLevel level) =>
        level is MemberLevel.Owner
        && room.FormerOwnerId == callerId
        && userId != callerId
        && state.IsMember(callerId)
        && Level(state, userId) is MemberLevel.Owner;

    public static ChatError Leave(ConversationState state, int callerId) =>
        See(state, callerId) is var refusal and not ChatError.None ? refusal
        : Level(state, callerId) is MemberLevel.Owner ? ChatError.OwnerMustStay
        : ChatError.None;

    public static ChatError Dissolve(ConversationState state, int callerId) =>
        See(state, callerId) is var refusal and not ChatError.None ? refusal
        : Level(state, callerId) is not MemberLevel.Owner ? ChatError.Forbidden
        : ChatError.None;

    /// <summary>All targets or none: one of equal or higher rank refuses the whole call.</summary>
    public static ChatError Remove(ConversationState state, int callerId, ImmutableArray<int> targets)
    {
        if (See(state, callerId) is var refusal and not ChatError.None)
        {
            return refusal;
        }

        var level = Level(state, callerId);
        return targets.IsEmpty ? ChatError.InvalidValue
            : level < MemberLevel.Manager ? ChatError.Forbidden
            : targets.Any(target => !state.IsMember(target)) ? ChatError.TargetNotMember
            : targets.Any(target => Level(state, target) >= level) ? ChatError.Forbidden
            : ChatError.None;
    }

    public static MemberLevel Level(ConversationState state, int userId) =>
        state.Members.TryGetValue(userId, out var member) ? (MemberLevel)member.Level : default;

    public static MemberChange Join(int userId, MemberLevel level) => MemberChange.Join(userId, (short)level, alias: "");

    public static MemberChange JoinAsMember(int userId) => Join(userId, MemberLevel.Member);
}
