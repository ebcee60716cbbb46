using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Fanout;

namespace OrleansChat.Rooms;

/// <summary>How a room begins and ends, who comes and who goes. A part of its grain.</summary>
internal sealed class RoomMembership(LiveRoom room)
{
    public async Task<Reply<RoomView>> CreateAsync(CreateRoom command, CancellationToken cancellation)
    {
        var members = RoomRules.FirstMembers(command);
        if (!RoomRules.IsMadeBy(command, room.State, room.Settings))
        {
            if (RoomRules.Create(room.State, command) is var refusal and not ChatError.None)
            {
                return refusal;
            }

            await room.StoreAsync(await RoomMark.DescribeAsync(command, room.Id, room.Grains, cancellation));
            refusal = await room.Conversation.ChangeAsync(new(members));
            if (refusal is not ChatError.None)
            {
                return refusal;
            }
        }

        await room.Notices.CreatedAsync([.. members.Select(one => one.UserId)], room.State).OrLostAsync(room.Parts.Logger);
        return room.View(command.OwnerId);
    }

    public async Task<ChatError> InviteAsync(int callerId, ImmutableArray<int> userIds)
    {
        if (RoomRules.Invite(room.State, room.Settings, callerId, userIds.Length) is var refusal and not ChatError.None)
        {
            return refusal;
        }

        var newcomers = userIds.Where(user => !room.State.IsMember(user)).Distinct().ToImmutableArray();
        if (newcomers.IsEmpty)
        {
            return ChatError.None;
        }

        refusal = await room.Conversation.ChangeAsync(new([.. newcomers.Select(RoomRules.JoinAsMember)]));
        if (refusal is ChatError.None)
        {
            await room.Notices.JoinedAsync(newcomers, room.State).OrLostAsync(room.Parts.Logger);
        }

        return refusal;
    }

    public Task<ChatError> LeaveAsync(int callerId) =>
        DepartAsync(RoomRules.Leave(room.State, callerId), [callerId], NoticeKind.RoomLeft);

    public Task<ChatError> RemoveAsync(int callerId, ImmutableArray<int> userIds) =>
        DepartAsync(RoomRules.Remove(room.State, callerId, userIds), userIds, NoticeKind.RoomRemoved);

    public Task<ChatError> DissolveAsync(int callerId) => DepartAsync(
        RoomRules.Dissolve(room.State, callerId), [.. room.State.Members.Keys], NoticeKind.RoomDissolved);

    private async Task<ChatError> DepartAsync(ChatError refusal, ImmutableArray<int> userIds, NoticeKind kind)
    {
        if (refusal is not ChatError.None)
        {
            return refusal;
        }

        var before = room.State;
        var departing = userIds.Distinct().ToImmutableArray();
        refusal = await room.Conversation.ChangeAsync(new([.. departing.Select(MemberChange.Leave)]));
        if (refusal is ChatError.None)
        {
            await room.Notices.DepartedAsync(kind, departing, before).OrLostAsync(room.Parts.Logger);
        }

        return refusal;
    }
}
