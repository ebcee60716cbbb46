using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Friends;

namespace OrleansChat.Rooms;

/// <summary>How people ask to come in, and who answers. A part of the room's grain.</summary>
internal sealed class RoomDoor(LiveRoom room, RoomMembership membership, IApplicationStore applications)
{
    /// <summary>Applications of one call that managers are told one by one; more stand in their list.</summary>
    private const int MaxAnnounced = 16;

    public async Task<Reply<RoomEntry>> InviteAsync(
        int callerId, ImmutableArray<int> userIds, CancellationToken cancellation)
    {
        if (RoomRules.Invite(room.State, room.Settings, callerId, userIds.Length) is var refusal and not ChatError.None)
        {
            return refusal;
        }

        var newcomers = userIds.Where(user => !room.State.IsMember(user)).Distinct().ToImmutableArray();
        if (newcomers.IsEmpty)
        {
            return RoomEntry.Joined;
        }

        var willing = await room.WithoutBlockersAsync(callerId, newcomers, cancellation);
        if (!willing.Ok || willing.Value.IsEmpty)
        {
            // Who repeats a call that brought some in is answered as the first time.
            var isDone = userIds.Any(user => user != callerId && room.State.IsMember(user));
            return !willing.Ok ? willing.Error : isDone ? RoomEntry.Joined : ChatError.Blocked;
        }

        return await BringInAsync(callerId, willing.Value, cancellation);
    }

    public async Task<Reply<RoomEntry>> ApplyAsync(int callerId, string reason, CancellationToken cancellation)
    {
        if (RoomRules.Apply(room.State, room.Settings, callerId) is var refusal and not ChatError.None)
        {
            return refusal;
        }

        if (room.Settings.JoinPolicy is JoinPolicy.Approval)
        {
            return await AskAsync([callerId], reason, cancellation);
        }

        refusal = await membership.JoinAsync(callerId, callerId);
        return refusal is ChatError.None ? RoomEntry.Joined : refusal;
    }

    public async Task<ChatError> ApproveAsync(
        int callerId, int applicantId, bool accepts, CancellationToken cancellation)
    {
        if (RoomRules.Manage(room.State, callerId) is var refusal and not ChatError.None)
        {
            return refusal;
        }

        var waiting = await applications.FindAsync(ApplicationKind.Room, applicantId, RoomTarget, cancellation);
        if (waiting?.Status is not ApplicationStatus.Waiting)
        {
            return waiting is null ? ChatError.RequestUnknown : ChatError.RequestHandled;
        }

        var isMember = room.State.IsMember(applicantId); // somebody brought him in meanwhile
        var answered = waiting with
        {
            Status = accepts || isMember ? ApplicationStatus.Accepted : ApplicationStatus.Rejected,
        };
        if (accepts && !isMember)
        {
            refusal = await membership.JoinAsync(applicantId, callerId, answered);
        }
        else
        {
            await applications.AnswerAsync(answered, cancellation);
            refusal = isMember && !accepts ? ChatError.AlreadyMember : ChatError.None;
        }

        if (refusal is ChatError.None or ChatError.AlreadyMember)
        {
            await TellAsync([answered], [applicantId]).OrLostAsync(room.Parts.Logger);
        }

        return refusal;
    }

    private int RoomTarget => checked((int)room.Id); // rooms are numbered from 1 as users are

    private async Task<Reply<RoomEntry>> BringInAsync(
        int callerId, ImmutableArray<int> newcomers, CancellationToken cancellation)
    {
        if (RoomRules.InvitesByApplication(room.State, room.Settings, callerId))
        {
            var inviter = await room.AuthorAsync(callerId);
            return await AskAsync(newcomers, inviter.Name + "邀请加入群聊", cancellation);
        }

        var refusal = await membership.BringInAsync(callerId, newcomers);
        return refusal is ChatError.None ? RoomEntry.Joined : refusal;
    }

    private async Task<Reply<RoomEntry>> AskAsync(
        ImmutableArray<int> applicants, string reason, CancellationToken cancellation)
    {
        var wish = new FriendApplication(0, 0, RoomTarget, reason, ApplicationStatus.Waiting, 0, Kind: ApplicationKind.Room);
        var asked = await applications.SaveAsync(wish, applicants, cancellation);
        await TellAsync([.. asked.Take(MaxAnnounced)], []).OrLostAsync(room.Parts.Logger);
        return RoomEntry.Applied;
    }

    /// <summary>Managers and the owner hear of it, and these others.</summary>
    private async Task TellAsync(ImmutableArray<FriendApplication> told, ImmutableArray<int> others)
    {
        var itself = new Author(room.Settings.Name, room.Settings.Avatar);
        foreach (var application in told)
        {
            var applicant = await room.AuthorAsync(application.ApplicantId);
            await room.Notices.AppliedAsync(
                application with { Applicant = applicant, Target = itself }, others, room.State);
        }
    }
}
