using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Friends;

/// <summary>What a friendship is made of. Pure, but for the names.</summary>
internal static class FriendshipRules
{
    /// <summary>Friends have no rank.</summary>
    public static MemberChange Join(int userId, string remark) => MemberChange.Join(userId, level: 1, remark);

    public static ChatError Request(int peer, bool areFriends, bool isBlocked) =>
        peer is 0 ? ChatError.NotFriends
        : areFriends ? ChatError.AlreadyFriends
        : isBlocked ? ChatError.Blocked
        : ChatError.None;

    public static ChatError Post(MessageDraft draft, bool canSpeak, bool isBlocked) =>
        !canSpeak ? ChatError.NotFriends
        : isBlocked ? ChatError.Blocked
        : draft.Kind is MessageKind.Membership or MessageKind.Alert ? ChatError.Forbidden // the server's own words
        : ChatError.None;

    public static FriendView View(int friendId, MemberRow own) =>
        new(friendId, own.Alias, own.NoDisturbing, own.OnTop, IsFriend: true, own.SinceUnixMs);

    /// <summary>The application with the names and pictures of both, as it is shown.</summary>
    public static async Task<FriendApplication> NameAsync(FriendApplication application, IGrainFactory grains)
    {
        var applicant = await grains.GetGrain<IUserGrain>(application.ApplicantId).GetProfileAsync(CancellationToken.None);
        var target = await grains.GetGrain<IUserGrain>(application.TargetId).GetProfileAsync(CancellationToken.None);
        return application with { Applicant = Author(applicant.Value), Target = Author(target.Value) };
    }

    private static Author? Author(UserProfile? profile) =>
        profile is null ? null : new Author(profile.Name, profile.Avatar);
}
