using System.Collections.Immutable;
using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Friends;

/// <summary>What a friendship is made of. Pure, but for the names.</summary>
internal static class FriendshipRules
{
    /// <summary>Of those who talk without being friends: correspondents.</summary>
    private const short CorrespondentLevel = 0;

    /// <summary>Friends have no rank.</summary>
    private const short FriendLevel = 1;

    public static bool IsFriend(ConversationState state, int userId) =>
        state.Members.GetValueOrDefault(userId) is { Level: >= FriendLevel };

    /// <summary>Two become friends. They may have become correspondents by then: those stays end.</summary>
    public static ImmutableArray<MemberChange> Begin(int applicantId, string remark, int targetId) =>
    [
        MemberChange.Leave(applicantId), MemberChange.Join(applicantId, FriendLevel, remark),
        MemberChange.Leave(targetId), MemberChange.Join(targetId, FriendLevel, ""),
    ];

    /// <summary>Who become correspondents by a message: those who are not in the conversation, or are on their way
    /// out.</summary>
    public static ImmutableArray<MemberChange> Correspond(Conversation conversation, ImmutableArray<int> users) =>
        conversation.CanSpeak(users[0]) && conversation.CanSpeak(users[^1]) ? []
        : [.. users.Select(user => MemberChange.Join(user, CorrespondentLevel, ""))];

    public static ChatError Request(int applicant, int peer, bool areFriends, bool isBlocked) =>
        peer is 0 ? ChatError.NotFriends
        : peer == applicant ? ChatError.Oneself
        : areFriends ? ChatError.AlreadyFriends
        : isBlocked ? ChatError.Blocked
        : ChatError.None;

    /// <param name="draft">What is to be said.</param>
    /// <param name="canSpeak">Friends do, and everybody to anybody.</param>
    /// <param name="isBlocked">The other wants to hear nothing from the sender.</param>
    public static ChatError Post(MessageDraft draft, bool canSpeak, bool isBlocked) =>
        !canSpeak ? ChatError.NotFriends
        : isBlocked ? ChatError.Blocked
        : draft.Kind is MessageKind.Membership or MessageKind.Alert ? ChatError.Forbidden // the server's own words
        : ChatError.None;

    /// <param name="callerId">Who keeps something.</param>
    /// <param name="peer">Of whom; 0 when the caller is none of the two.</param>
    /// <param name="edit">What.</param>
    /// <param name="areFriends">Notes are about friends.</param>
    public static ChatError Keep(int callerId, int peer, RelationEdit edit, bool areFriends) =>
        peer is 0 ? ChatError.NotFriends
        : peer == callerId ? ChatError.Oneself
        : edit.ExtRemark is not null && !areFriends ? ChatError.NotFriends
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
