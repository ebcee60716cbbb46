using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.Presence;
using OrleansChat.Rooms;

namespace OrleansChat.Friends;

/// <summary>Tells both, and the room through which they met, what became of their friendship. Hints: nothing waits for their arrival.</summary>
internal sealed class FriendshipNotices(IGrainFactory grains, ConversationParts parts, FriendshipAudience audience)
{
    public async Task<FriendApplication> TellAsync(FriendApplication application)
    {
        await TellAsync(NoticeKind.FriendApplicationChanged, application).OrLostAsync(parts.Logger);
        if (application is { Status: ApplicationStatus.Accepted, RoomId: { } roomId })
        {
            await grains.GetGrain<IRoomGrain>(roomId)
                .TellFriendshipAsync(application.ApplicantId, application.TargetId, CancellationToken.None)
                .OrLostAsync(parts.Logger);
        }

        return application;
    }

    public Task EndedAsync(int byUserId, int otherId) => TellAsync(
        NoticeKind.FriendshipEnded,
        new FriendApplication(0, byUserId, otherId, "", ApplicationStatus.Accepted, 0)).OrLostAsync(parts.Logger);

    private async Task TellAsync(NoticeKind kind, FriendApplication application)
    {
        var shown = await FriendshipRules.NameAsync(application, grains);
        var now = parts.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        await parts.Fanout.TellAsync(grains, "", audience.Users, new Notice(kind, now, Application: shown));
    }
}
