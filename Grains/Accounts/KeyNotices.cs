using System.Collections.Immutable;
using OrleansChat.Conversations;
using OrleansChat.Errors;
using OrleansChat.Fanout;
using OrleansChat.Inbox;
using OrleansChat.Presence;

namespace OrleansChat.Accounts;

/// <summary>Tells a user's friends what they encrypt with from now on. A hint: who misses it reads the
/// profile.</summary>
internal static class KeyNotices
{
    public static async Task<ChatError> TellFriendsAsync(UserProfile user, IGrainFactory grains, AccountParts parts)
    {
        await TellAsync(user, grains, parts).OrLostAsync(parts.Logger);
        return ChatError.None;
    }

    private static async Task TellAsync(UserProfile user, IGrainFactory grains, AccountParts parts)
    {
        var friends = await grains.GetGrain<IInboxGrain>(user.UserId)
            .ListAsync(direct: true, changedSinceUnixMs: 0, CancellationToken.None);
        var told = friends.Ok ? friends.Value : [];
        ImmutableArray<int> users =
            [.. told.Select(friend => ConversationKey.Peer(friend.Conversation, user.UserId))];
        var now = parts.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var notice = new Notice(NoticeKind.PublicKeyChanged, now, UserId: user.UserId, Text: user.PublicKey);
        await parts.Fanout.TellAsync(grains, "", users, notice);
    }
}
