using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Friends;

namespace OrleansChat.Rooms;

/// <summary>How a room begins and ends, who comes and who goes. A part of its grain.</summary>
internal sealed class RoomMembership(LiveRoom room)
{
    public async Task<Reply<RoomView>> CreateAsync(CreateRoom command, CancellationToken cancellation)
    {
        if (!RoomRules.IsMadeBy(command, room.State, room.Settings))
        {
            if (RoomRules.Create(room.State, command) is var refusal and not ChatError.None)
            {
                return refusal;
            }

            var willing = await room.WithoutBlockersAsync(command.OwnerId, command.Invited, cancellation);
            if (!willing.Ok)
            {
                return willing.Error;
            }

            await room.StoreAsync(await RoomMark.DescribeAsync(command, room.Id, room.Grains, cancellation));
            refusal = await room.Conversation.ChangeAsync(
                new(RoomRules.FirstMembers(command with { Invited = willing.Value })));
            if (refusal is not ChatError.None)
            {
                return refusal;
            }
        }

        ImmutableArray<int> members = [.. RoomRules.FirstMembers(command).Select(one => one.UserId)];
        await room.Notices.CreatedAsync([.. members.Where(room.State.IsMember)], room.State)
            .OrLostAsync(room.Parts.Logger);
        return room.View(command.OwnerId);
    }

    /// <summary>A member brings others in at once.</summary>
    public async Task<ChatError> BringInAsync(int callerId, ImmutableArray<int> newcomers)
    {
        var invited = await room.NameAsync(newcomers);
        return await LetInAsync(newcomers, await room.AlertAsync(callerId, caller => Alerts.Invited(caller, invited)));
    }

    /// <summary>Somebody comes in by himself, or because a manager said yes to his application.</summary>
    public async Task<ChatError> JoinAsync(int userId, int actorId, FriendApplication? application = null)
    {
        var joined = (await room.NameAsync([userId]))[0];
        return await LetInAsync([userId], await room.AlertAsync(actorId, _ => Alerts.Joined(joined)), application);
    }

    public async Task<ChatError> LeaveAsync(int callerId) =>
        RoomRules.Leave(room.State, callerId) is var refusal and not ChatError.None
            ? refusal
            : await GoAsync([callerId], NoticeKind.RoomLeft);

    public async Task<ChatError> RemoveAsync(int callerId, ImmutableArray<int> userIds)
    {
        if (RoomRules.Remove(room.State, callerId, userIds) is var refusal and not ChatError.None)
        {
            return refusal;
        }

        ImmutableArray<int> removed = [.. userIds.Distinct()];
        var people = await room.NameAsync(removed);
        var alert = await room.AlertAsync(callerId, manager => Alerts.Removed(manager, people));
        return await GoAsync(removed, NoticeKind.RoomRemoved, alert); // who goes sees it too
    }

    public async Task<ChatError> DissolveAsync(int callerId) =>
        RoomRules.Dissolve(room.State, callerId) is var refusal and not ChatError.None
            ? refusal
            : await DepartAsync([.. room.State.Members.Keys], NoticeKind.RoomDissolved);

    private async Task<ChatError> LetInAsync(
        ImmutableArray<int> newcomers, AlertDraft alert, FriendApplication? application = null)
    {
        var joins = newcomers.Select(user => AbsentMutes.Join(room.Settings, user, room.Now));
        var refusal = await room.Conversation.ChangeAsync(new([.. joins])
        {
            After = alert,
            Application = application,
        });
        if (refusal is ChatError.None)
        {
            await room.Notices.JoinedAsync(newcomers, room.State).OrLostAsync(room.Parts.Logger);
        }

        return refusal;
    }

    /// <summary>Who is muted goes as such; that is stored first, and says nothing while he is here.</summary>
    private async Task<ChatError> GoAsync(ImmutableArray<int> departing, NoticeKind kind, AlertDraft? alert = null)
    {
        var next = AbsentMutes.Depart(room.Settings, room.State.Members, departing, room.Now);
        if (next != room.Settings)
        {
            await room.StoreAsync(next);
        }

        return await DepartAsync(departing, kind, alert);
    }

    private async Task<ChatError> DepartAsync(
        ImmutableArray<int> departing, NoticeKind kind, AlertDraft? alert = null)
    {
        var before = room.State;
        var refusal = await room.Conversation.ChangeAsync(
            new([.. departing.Select(MemberChange.Leave)]) { Before = alert });
        if (refusal is ChatError.None)
        {
            await room.Notices.DepartedAsync(kind, departing, before).OrLostAsync(room.Parts.Logger);
        }

        return refusal;
    }
}
